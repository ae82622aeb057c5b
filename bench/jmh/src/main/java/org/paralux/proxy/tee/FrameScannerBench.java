package org.paralux.proxy.tee;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.paralux.luxi.Framing;

/** What it costs to find the end of a frame in what one read brought, beside Netty's own search and a plain loop. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class FrameScannerBench {
    /** A small reply, the least that is searched by the C library, a usual one, and as much as one read brings. */
    @Param({"64", "512", "4096", "262144"})
    public int bytes;

    private ByteBuf read = Unpooled.EMPTY_BUFFER;

    @Setup
    public void make() {
        read = Unpooled.directBuffer(bytes).writeBytes("a".repeat(bytes - 1).getBytes(US_ASCII));
        read.writeByte(Framing.ETX);
    }

    @TearDown
    public void release() {
        read.release();
    }

    @Benchmark
    public int paralux() {
        return FrameScanner.indexOfEtx(read, 0, bytes);
    }

    @Benchmark
    public int netty() {
        return read.indexOf(0, bytes, Framing.ETX);
    }

    @Benchmark
    public int plainLoop() {
        for (int i = 0; i < bytes; i++) {
            if (read.getByte(i) == Framing.ETX) {
                return i;
            }
        }
        return -1;
    }
}

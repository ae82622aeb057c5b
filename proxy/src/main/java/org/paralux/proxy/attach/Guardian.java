package org.paralux.proxy.attach;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.paralux.proxy.kernel.NativeSignals;
import org.paralux.proxy.socket.SocketFile;

/**
 * A second process beside an attached proxy. It waits at the end of a pipe whose other end the proxy holds; when the proxy
 * dies, of whatever cause, the kernel closes that, and the guardian gives the daemon its path back.
 *
 * <p>Signals that end a whole session or unit must not end it before the proxy.
 */
public final class Guardian {
    static final String READY = "ready";

    private static final int SIGHUP = 1;
    private static final int SIGINT = 2;
    private static final int SIGTERM = 15;
    private static final int REHEARSALS = 3;

    private final PrintStream err;

    private Guardian(PrintStream err) {
        this.err = err;
    }

    /**
     * All that the second process does.
     *
     * @param args the socket, and the proxy's pid and start
     * @param pipe ends with the proxy
     * @param out is told once it is on guard
     * @param err is told what it did
     */
    public static void run(String[] args, InputStream pipe, PrintStream out, PrintStream err) throws IOException {
        NativeSignals.ignore(SIGHUP);
        NativeSignals.ignore(SIGINT);
        NativeSignals.ignore(SIGTERM);
        SocketNames names = SocketNames.of(Path.of(args[0]));
        ProcessStamp proxy = new ProcessStamp(Long.parseLong(args[1]), Long.parseLong(args[2]));
        for (int i = 0; i < REHEARSALS; i++) {
            rehearse();
        }
        out.println(READY);
        out.flush();
        while (pipe.read() >= 0) {}
        new Guardian(err).guard(names, proxy);
    }

    private void guard(SocketNames names, ProcessStamp proxy) {
        long began = System.nanoTime();
        try (LockedFolder folder = KernelFolder.of(names).lock()) {
            Removal.Result result = Removal.runFor(proxy, names, folder);
            if (result != Removal.Result.NOTHING) {
                long micros = TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - began);
                err.println("paralux guardian: process " + proxy.pid() + " is gone from " + names.socket() + ": "
                        + result.sentence() + " (" + micros + " µs)");
            }
        } catch (IOException e) {
            err.println("paralux guardian: " + names.socket() + ": " + e.getMessage()
                    + "; run 'paralux detach --socket " + names.socket() + "'");
        }
    }

    /** All of it once on sockets of its own, so that no class is looked for on a disk, or on a new program's, later. */
    private static void rehearse() {
        try {
            Path folder = Files.createTempDirectory("paralux-guardian");
            SocketNames names = SocketNames.of(folder.resolve("s"));
            try (ServerSocketChannel _ = listening(names.socket());
                    ServerSocketChannel _ = listening(names.primary());
                    LockedFolder locked = KernelFolder.of(names).lock()) {
                SocketFile bound = SocketFile.at(names.socket()).orElseThrow();
                locked.claim(Claim.of(Claim.Ours.inPlace(bound, ProcessStamp.own())));
                Removal.runFor(ProcessStamp.own(), names, locked);
            } finally {
                clear(folder);
            }
        } catch (IOException e) {
            // Where nothing can be tried, the first time is the earnest one.
        }
    }

    private static ServerSocketChannel listening(Path path) throws IOException {
        ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        server.bind(UnixDomainSocketAddress.of(path));
        return server;
    }

    private static void clear(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }
}

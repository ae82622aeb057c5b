package org.paralux.proxy.shadow;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.paralux.proxy.kernel.NativeFiles;

/** The shadow's own queries are known as such whenever the shadow lives. */
class LoopGuardTest {
    private static final int SELF = (int) ProcessHandle.current().pid();
    private static final long LATER = Duration.ofSeconds(5).toNanos();

    @TempDir
    private Path folder;

    private final AtomicLong now = new AtomicLong();

    private ServerSocketChannel listen(Path socket) throws IOException {
        return ServerSocketChannel.open(StandardProtocolFamily.UNIX).bind(UnixDomainSocketAddress.of(socket), 1);
    }

    @Test
    void aShadowIsKnownAlsoWhileItsBacklogIsFull() throws IOException {
        Path socket = folder.resolve("shadow");
        LoopGuard guard = new LoopGuard(socket, now::get);
        try (ServerSocketChannel _ = listen(socket)) {
            assertTrue(guard.isShadow(SELF));
            assertFalse(guard.isShadow(1));
            int told;
            do {
                told = NativeFiles.listenerAt(socket);
            } while (told > 0);
            now.addAndGet(LATER);
            assertTrue(guard.isShadow(SELF), "error " + told);
        }
    }

    @Test
    void aShadowThatWentIsForgottenAndOneThatCameIsSeen() throws IOException {
        Path socket = folder.resolve("shadow");
        LoopGuard guard = new LoopGuard(socket, now::get);
        assertFalse(guard.isShadow(SELF));
        ServerSocketChannel shadow = listen(socket);
        assertFalse(guard.isShadow(SELF), "it is not looked for at each query");
        now.addAndGet(LATER);
        assertTrue(guard.isShadow(SELF));
        shadow.close();
        now.addAndGet(LATER);
        assertFalse(guard.isShadow(SELF));
    }
}

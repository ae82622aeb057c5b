package org.paralux.proxy.attach;

import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What became of a socket that was to be given back to its daemon.
 *
 * @param sentence how things are now
 * @param done false where something is left that a person has to look at
 * @param proxyPid of the proxy that goes on until its connections are over; null where none is alive
 */
public record Detachment(
        String sentence, boolean done, @Nullable Long proxyPid) {
    /**
     * Gives the path back, whether a proxy is alive, hung or dead.
     *
     * @throws IOException in one line, when it cannot be; then nothing has changed
     */
    public static Detachment of(Path socket) throws IOException {
        SocketNames names = SocketNames.of(socket);
        Standing before = Standing.of(names);
        try (LockedFolder folder = KernelFolder.of(names).lock()) {
            ProcessStamp holder = before.claim().holder();
            Removal.Result result = Removal.run(names, folder);
            return new Detachment(
                    socket + ": " + result.sentence(),
                    result != Removal.Result.UNCLEAR,
                    holder != null && holder.isAlive() ? holder.pid() : null);
        }
    }
}

package org.paralux.proxy.attach;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.paralux.proxy.socket.PathLock;
import org.paralux.proxy.socket.SocketFile;

/**
 * How things stand at a socket, for who only looks.
 *
 * @param socket what has the path; null where nothing has
 * @param socketListener who accepts there
 * @param primary what has the name {@code .primary}
 * @param primaryListener who accepts there
 * @param claim what a Paralux left word of
 */
public record Standing(
        SocketNames names,
        @Nullable SocketFile socket,
        Listening socketListener,
        @Nullable SocketFile primary,
        Listening primaryListener,
        Claim claim) {

    /**
     * Looks, without a lock: it may have changed by the time that somebody reads it.
     *
     * @throws IOException when what is at the path is no socket, or cannot be looked at
     */
    public static Standing of(SocketNames names) throws IOException {
        if (!Files.isDirectory(names.folder())) {
            throw new IOException(names.folder() + ": no such folder (expected: that of a daemon's socket)");
        }
        return new Standing(
                names,
                SocketFile.at(names.socket()).orElse(null),
                KernelFolder.listeningAt(names.socket()),
                SocketFile.at(names.primary()).orElse(null),
                KernelFolder.listeningAt(names.primary()),
                Claim.in(PathLock.textBeside(names.socket())));
    }

    /** Whether what has the path was put there by a Paralux. */
    public boolean isAttached() {
        return socket != null && claim.of(socket).isPresent();
    }

    /** The process that serves the path, or did last; null where none left word. */
    public @Nullable ProcessStamp holder() {
        return claim.holder();
    }

    /** Whether a room, a folder that {@link SocketNames#isRoom} knows, is one that its maker left word of. */
    public boolean isClaimed(Path room) {
        return claim.sockets().stream().anyMatch(ours -> names.room(ours.room()).equals(room));
    }

    /** The name that the daemon's socket has; empty where none is known. */
    public Optional<Path> daemon() {
        if (isAttached()) {
            return Optional.ofNullable(primary).map(_ -> names.primary());
        }
        return Optional.ofNullable(socket).map(_ -> names.socket());
    }

    /**
     * Checks that the path can be taken.
     *
     * @param over the process that it may be taken from; null for none
     * @throws IOException in one line that says who has it
     */
    public void requireFree(@Nullable ProcessStamp over) throws IOException {
        ProcessStamp holder = claim.holder();
        if (holder != null && holder.isAlive() && !holder.equals(over) && !holder.equals(ProcessStamp.own())) {
            throw new IOException(names.socket() + " is in use by Paralux process " + holder.pid()
                    + "; 'paralux detach --socket " + names.socket() + "' takes it away");
        }
        if (!isAttached() && primaryListener.accepts() && primary != null && !primary.equals(socket)) {
            throw new IOException(names.primary() + " is in use: process " + primaryListener.pid()
                    + " listens there; stop it, or choose another socket");
        }
    }
}

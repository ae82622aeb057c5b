package org.paralux.proxy.attach;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.paralux.proxy.socket.SocketFile;

/**
 * The folder of a socket, for as long as its lock is held: whoever has one of these makes steps on its names alone. Each
 * method but {@link #pause} is one step, which is made or not, even if the process is killed.
 *
 * <p>Belongs to one thread.
 */
interface LockedFolder extends AutoCloseable {
    /** What was claimed last. */
    Claim claim() throws IOException;

    /** Claims beforehand what a step is going to touch; {@link Claim#NONE} afterwards. */
    void claim(Claim claim) throws IOException;

    /**
     * The socket that has the name.
     *
     * @throws IOException when something has it that is no socket; a link is none
     */
    Optional<SocketFile> at(Path name) throws IOException;

    /** Who listens behind the name now. */
    Listening listening(Path name) throws IOException;

    /**
     * The two change names.
     *
     * @return false where the kernel or the file system cannot do that
     * @throws IOException when one of them is missing, or this may not be done
     */
    boolean exchange(Path one, Path other) throws IOException;

    /** Renames, over whatever has the new name. Does nothing where both are names of one file. */
    void rename(Path from, Path to) throws IOException;

    /** Renames, unless something has the new name. */
    void renameToFree(Path from, Path to) throws IOException;

    /** Gives a file one more name, unless something has it. */
    void link(Path file, Path name) throws IOException;

    /** Takes the name away, if it is still that of {@code expected}. */
    void delete(Path name, SocketFile expected) throws IOException;

    /** Removes rooms that a process left which died in the middle of a step. */
    void sweep() throws IOException;

    void makeRoom(Path room) throws IOException;

    /** Removes a folder, if it is there and empty. */
    void removeRoom(Path room) throws IOException;

    /**
     * Changes of mode, owner and group what is not the same in {@code model} as in {@code file}, if that still has the
     * name. Who may not give files away leaves the owner, where the group may all that the owner may.
     *
     * @throws IOException when we may not
     */
    void giveAccess(Path name, SocketFile file, SocketFile model) throws IOException;

    /** Whether the process still is. */
    boolean lives(ProcessStamp process);

    void pause(Duration time) throws IOException;

    @Override
    void close() throws IOException;
}

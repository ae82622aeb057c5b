package org.paralux.proxy.socket;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.paralux.proxy.kernel.FaultPoint;
import org.paralux.proxy.kernel.NativeFiles;

/**
 * A socket that was looked up once and is held by a descriptor, so that what is done to it is done to it, whatever
 * somebody puts under its name meanwhile. A link is not followed.
 */
public final class HeldSocket implements AutoCloseable {
    private final Path name;
    private final int descriptor;

    private HeldSocket(Path name, int descriptor) {
        this.name = name;
        this.descriptor = descriptor;
    }

    /**
     * The socket that has the name now.
     *
     * @throws IOException when nothing is there, or something that is no socket
     */
    public static HeldSocket at(Path name) throws IOException {
        return of(name, NativeFiles.hold(name));
    }

    /** The same, for what a descriptor stands for that is held already. */
    public static HeldSocket heldBy(int descriptor) throws IOException {
        Path path = NativeFiles.pathOf(descriptor);
        return of(path, NativeFiles.duplicate(descriptor));
    }

    private static HeldSocket of(Path name, int descriptor) throws IOException {
        if (descriptor == -NativeFiles.ENOENT) {
            throw new NoSuchFileException(name.toString());
        }
        if (descriptor < 0) {
            throw new IOException(name + ": cannot be looked up (error " + -descriptor + ")");
        }
        HeldSocket held = new HeldSocket(name, descriptor);
        try {
            held.file();
            return held;
        } catch (IOException e) {
            held.close();
            throw new IOException(name + " is no socket (expected: a Unix socket); choose another path", e);
        }
    }

    /** It as it is now. */
    public SocketFile file() throws IOException {
        return SocketFile.behind(path()).orElseThrow(() -> new NoSuchFileException(name.toString()));
    }

    /** Leads this process to it, whatever its name. */
    public Path path() {
        return NativeFiles.pathOf(descriptor);
    }

    /**
     * Gives it the mode, owner and group of {@code model}.
     *
     * @throws IOException in one line, when this process may not
     */
    public void give(SocketFile model) throws IOException {
        change(file(), model);
    }

    /** Changes of mode, owner and group what is not the same in {@code model} as in {@code before}. */
    public void change(SocketFile before, SocketFile model) throws IOException {
        try {
            set("gid", before.gid(), model.gid());
            set("uid", before.uid(), model.uid());
        } catch (IOException e) {
            throw new IOException(
                    "cannot give " + name + " the owner " + model.uid() + ":" + model.gid()
                            + " of the daemon's socket (" + e.getMessage()
                            + "); run as root, or as that user and a member of that group",
                    e);
        }
        set("mode", before.mode(), model.mode());
    }

    private void set(String attribute, int before, int value) throws IOException {
        if (before != value) {
            FaultPoint.pass("set " + attribute);
            Files.setAttribute(path(), "unix:" + attribute, value);
        }
    }

    @Override
    public void close() {
        NativeFiles.close(descriptor);
    }
}

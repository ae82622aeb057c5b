package org.paralux.proxy.attach;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.paralux.proxy.kernel.NativeFiles;

/**
 * Rooms, held by descriptors, so that what is done in one is done in it, whatever somebody puts under its name meanwhile. A
 * room is a folder of ours or of root's that nobody else may enter; anything else under such a name is refused.
 *
 * <p>Belongs to one thread.
 */
final class HeldRooms implements AutoCloseable {
    private static final int TYPE_AND_PERMISSIONS = 0177777;
    private static final int FOLDER_OF_ITS_OWNER = 0040700;
    private static final int ROOT = 0;

    private final Map<Path, Integer> held = new HashMap<>();

    /**
     * A path that leads to what has the name {@code name}: the name itself, but for one in a room.
     *
     * @throws NoSuchFileException when the room is not there
     * @throws IOException in one line, when what has its name is none
     */
    Path leadingTo(Path name) throws IOException {
        Path room = name.getParent();
        return room != null && SocketNames.isRoom(room)
                ? NativeFiles.pathOf(descriptor(room)).resolve(Objects.requireNonNull(name.getFileName()))
                : name;
    }

    private int descriptor(Path room) throws IOException {
        Integer known = held.get(room);
        if (known != null) {
            return known;
        }
        int descriptor = NativeFiles.hold(room);
        if (descriptor == -NativeFiles.ENOENT) {
            throw new NoSuchFileException(room.toString());
        }
        if (descriptor < 0) {
            throw new IOException(room + ": cannot be looked up (error " + -descriptor + ")");
        }
        if (!isRoom(NativeFiles.pathOf(descriptor))) {
            NativeFiles.close(descriptor);
            throw new IOException(
                    room + " is not a folder of this user's alone; somebody else put it there, have it" + " removed");
        }
        held.put(room, descriptor);
        return descriptor;
    }

    private static boolean isRoom(Path opened) throws IOException {
        Map<String, Object> attributes = Files.readAttributes(opened, "unix:mode,uid");
        int mode = (int) Objects.requireNonNull(attributes.get("mode"));
        int owner = (int) Objects.requireNonNull(attributes.get("uid"));
        int us = (int) Files.getAttribute(Path.of("/proc/self"), "unix:uid");
        return (mode & TYPE_AND_PERMISSIONS) == FOLDER_OF_ITS_OWNER && (owner == us || owner == ROOT);
    }

    /** A room that was removed: its name may be given again. */
    void forget(Path room) {
        Integer descriptor = held.remove(room);
        if (descriptor != null) {
            NativeFiles.close(descriptor);
        }
    }

    @Override
    public void close() {
        held.values().forEach(NativeFiles::close);
        held.clear();
    }
}

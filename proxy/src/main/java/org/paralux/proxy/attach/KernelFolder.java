package org.paralux.proxy.attach;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.paralux.proxy.kernel.FaultPoint;
import org.paralux.proxy.kernel.NativeFiles;
import org.paralux.proxy.socket.HeldSocket;
import org.paralux.proxy.socket.PathLock;
import org.paralux.proxy.socket.SocketFile;

/**
 * The folder as the kernel has it. Members of the socket's group may write there, so that a name can mean another file
 * from one call to the next: nothing is changed or removed by its name alone.
 */
final class KernelFolder implements LockedFolder {
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rwx------");
    private static final int ANY_NAME = 0;

    private final SocketNames names;
    private final PathLock lock;
    private final HeldRooms rooms = new HeldRooms();

    private KernelFolder(SocketNames names, PathLock lock) {
        this.names = names;
        this.lock = lock;
    }

    /** The folder of a socket, of which one has to take the lock. */
    static SocketFolder of(SocketNames names) {
        return () -> new KernelFolder(names, PathLock.beside(names.socket()));
    }

    @Override
    public Claim claim() throws IOException {
        return Claim.in(lock.text());
    }

    @Override
    public void claim(Claim claim) throws IOException {
        lock.keep(claim.text());
    }

    @Override
    public Optional<SocketFile> at(Path name) throws IOException {
        try {
            return SocketFile.at(rooms.leadingTo(name));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    static SocketFile require(Path name) throws IOException {
        return SocketFile.at(name).orElseThrow(() -> new NoSuchFileException(name.toString()));
    }

    @Override
    public Listening listening(Path name) throws IOException {
        return listeningAt(rooms.leadingTo(name));
    }

    /**
     * Who listens behind a name.
     *
     * @throws IOException when that cannot be told: out of descriptors, or no right to connect
     */
    static Listening listeningAt(Path name) throws IOException {
        int pid = NativeFiles.listenerAt(name);
        if (pid >= 0) {
            return new Listening(true, pid);
        }
        return switch (-pid) {
            case NativeFiles.EAGAIN -> Listening.SOMEBODY;
            case NativeFiles.ECONNREFUSED, NativeFiles.ENOENT, NativeFiles.EPROTOTYPE -> Listening.NOBODY;
            case NativeFiles.EACCES ->
                throw new IOException(name + ": no right to connect; run as root or as a member of its group");
            default -> throw new IOException(name + ": cannot connect (error " + -pid + ")");
        };
    }

    @Override
    public boolean exchange(Path one, Path other) throws IOException {
        FaultPoint.pass("exchange");
        int done = NativeFiles.rename(rooms.leadingTo(one), rooms.leadingTo(other), NativeFiles.RENAME_EXCHANGE);
        if (isUnknown(done)) {
            return false;
        }
        requireDone(done, one, other);
        return true;
    }

    /** Whether the kernel or the file system does not know that way to rename. */
    private static boolean isUnknown(int done) {
        return done == -NativeFiles.EINVAL || done == -NativeFiles.ENOSYS;
    }

    @Override
    public void rename(Path from, Path to) throws IOException {
        FaultPoint.pass("rename");
        requireDone(NativeFiles.rename(rooms.leadingTo(from), rooms.leadingTo(to), ANY_NAME), from, to);
    }

    @Override
    public void renameToFree(Path from, Path to) throws IOException {
        FaultPoint.pass("rename to a free name");
        int done = NativeFiles.rename(rooms.leadingTo(from), rooms.leadingTo(to), NativeFiles.RENAME_NOREPLACE);
        if (isUnknown(done)) {
            // A look and a rename: between them only who does not take the lock can take the name.
            if (Files.exists(rooms.leadingTo(to), LinkOption.NOFOLLOW_LINKS)) {
                throw new FileAlreadyExistsException(to.toString());
            }
            done = NativeFiles.rename(rooms.leadingTo(from), rooms.leadingTo(to), ANY_NAME);
        }
        requireDone(done, from, to);
    }

    private static void requireDone(int done, Path from, Path to) throws IOException {
        switch (-done) {
            case 0 -> {}
            case NativeFiles.ENOENT -> throw new NoSuchFileException(from + " or " + to);
            case NativeFiles.EEXIST -> throw new FileAlreadyExistsException(to.toString());
            case NativeFiles.EACCES -> throw new IOException(to + ": no right to rename; run as root");
            default -> throw new IOException(from + ": cannot be renamed to " + to + " (error " + -done + ")");
        }
    }

    @Override
    public void link(Path file, Path name) throws IOException {
        FaultPoint.pass("link");
        Files.createLink(name, file);
    }

    /** Moves it where nobody else can exchange it, looks, and only then removes it. */
    @Override
    public void delete(Path name, SocketFile expected) throws IOException {
        if (!names.folder().equals(name.getParent())) {
            FaultPoint.pass("delete in a room");
            Files.deleteIfExists(rooms.leadingTo(name));
            return;
        }
        String random = names.newRoom();
        Path taken = names.inRoom(random);
        makeRoom(names.room(random));
        try {
            renameToFree(name, taken);
            if (isSame(taken, expected)) {
                FaultPoint.pass("delete what was taken");
                Files.delete(rooms.leadingTo(taken));
            } else {
                renameToFree(taken, name);
            }
        } catch (NoSuchFileException e) {
            // Somebody removed it.
        } finally {
            removeRoom(names.room(random));
        }
    }

    private boolean isSame(Path taken, SocketFile expected) {
        try {
            return at(taken).filter(expected::isSameFileAs).isPresent();
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public void makeRoom(Path room) throws IOException {
        FaultPoint.pass("make a room");
        Files.createDirectory(room, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
    }

    @Override
    public void removeRoom(Path room) throws IOException {
        try {
            FaultPoint.pass("remove a room");
            rooms.forget(room);
            Files.deleteIfExists(room);
        } catch (DirectoryNotEmptyException e) {
            // It keeps what is not ours and could not be put back.
        }
    }

    @Override
    public void giveAccess(Path name, SocketFile file, SocketFile model) throws IOException {
        try (HeldSocket held = HeldSocket.at(rooms.leadingTo(name))) {
            if (held.file().isSameFileAs(file)) {
                change(held, file, model);
            }
        }
    }

    private static void change(HeldSocket held, SocketFile before, SocketFile model) throws IOException {
        try {
            held.change(before, model);
        } catch (IOException e) {
            if (!model.groupMayWhatOwnerMay()) {
                throw e;
            }
            held.change(before, model.ownedBy(before.uid()));
        }
    }

    @Override
    public boolean lives(ProcessStamp process) {
        return process.isAlive();
    }

    @Override
    public void pause(Duration time) throws IOException {
        try {
            TimeUnit.NANOSECONDS.sleep(time.toNanos());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    @Override
    public void sweep() throws IOException {
        Claim claim = claim();
        List<Path> left = new ArrayList<>();
        try (DirectoryStream<Path> all = Files.newDirectoryStream(names.folder(), names::isOwnRoom)) {
            all.forEach(left::add);
        }
        for (Path room : left) {
            if (claim.sockets().stream()
                    .noneMatch(ours -> names.room(ours.room()).equals(room))) {
                sweep(room);
            }
        }
    }

    /** What is in it was taken to be removed; what somebody accepts on was taken by mistake. */
    private void sweep(Path room) {
        Path inRoom = room.resolve(SocketNames.IN_ROOM);
        try {
            if (at(inRoom).isPresent()) {
                if (listening(inRoom).accepts()) {
                    renameToFree(inRoom, names.socket());
                } else {
                    FaultPoint.pass("sweep");
                    Files.delete(rooms.leadingTo(inRoom));
                }
            }
            removeRoom(room);
        } catch (IOException e) {
            // It is somebody else's, or keeps what cannot be put back: the doctor shows it.
        }
    }

    @Override
    public void close() throws IOException {
        rooms.close();
        lock.close();
    }
}

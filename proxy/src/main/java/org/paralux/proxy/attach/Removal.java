package org.paralux.proxy.attach;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.paralux.proxy.socket.SocketFile;

/**
 * The steps that give the daemon its path back, whoever makes them: the proxy at its stop, its guardian, {@code detach},
 * or the next {@code attach} after both died. They work from whatever state an earlier one left behind, also in the
 * middle of a step of theirs.
 *
 * <table><caption>What is done</caption>
 * <tr><th>socket</th><th>.primary</th><th>done</th></tr>
 * <tr><td>ours</td><td>accepts</td><td>they change names, ours is removed</td></tr>
 * <tr><td>ours</td><td>does not</td><td>ours is removed</td></tr>
 * <tr><td>not ours, accepts</td><td>does not, or is a second name of it</td><td>.primary is removed</td></tr>
 * <tr><td>not ours, does not accept, something is claimed</td><td>accepts</td><td>they change names, what is dead is
 *     removed</td></tr>
 * <tr><td>not there</td><td>goes on accepting</td><td>.primary becomes the socket</td></tr>
 * <tr><td colspan="2">anything else</td><td>nothing</td></tr>
 * </table>
 *
 * <p>"Ours" is a socket that was claimed, and where somebody accepts on it, accepts by the process that claimed it.
 */
final class Removal {
    /** A daemon binds and then listens; between the two it must not be taken for dead. */
    private static final Duration PATIENCE = Duration.ofMillis(500);

    private static final int ATTEMPTS = 5;
    private static final Duration LOOK_AGAIN = Duration.ofMillis(10);

    private final SocketNames names;
    private final LockedFolder folder;
    private final Claim claim;

    private Removal(SocketNames names, LockedFolder folder) throws IOException {
        this.names = names;
        this.folder = folder;
        this.claim = folder.claim();
    }

    /** What a removal came to. */
    enum Result {
        RESTORED("the daemon's socket is back at its path"),
        REMOVED("no daemon accepts; our socket is removed"),
        DIRECT("nothing is attached, the daemon's socket is at its path"),
        NOTHING("nothing is attached"),
        UNCLEAR("what accepts is not at its path, and what is there is not ours; nothing was touched");

        private final String sentence;

        Result(String sentence) {
            this.sentence = sentence;
        }

        String sentence() {
            return sentence;
        }
    }

    static Result run(SocketNames names, LockedFolder folder) throws IOException {
        Removal removal = new Removal(names, folder);
        removal.finishInsertions();
        Result result = removal.giveBackAtLast();
        if (!removal.claim.isNone()) {
            folder.claim(Claim.NONE);
        }
        folder.sweep();
        return result;
    }

    /** As {@link #run}, if the path is still held by {@code process}; else only what it began is cleared away. */
    static Result runFor(ProcessStamp process, SocketNames names, LockedFolder folder) throws IOException {
        if (process.equals(folder.claim().holder())) {
            return run(names, folder);
        }
        folder.sweep();
        return Result.NOTHING;
    }

    /**
     * Finishes what a process left that died between two steps of putting its socket in place: the daemon's socket may be
     * in its room.
     */
    static void finishInsertions(SocketNames names, LockedFolder folder) throws IOException {
        new Removal(names, folder).finishInsertions();
    }

    private void finishInsertions() throws IOException {
        for (Claim.Ours ours : claim.sockets()) {
            if (!ours.isInPlace()) {
                empty(ours.room());
            }
        }
    }

    private void empty(String room) throws IOException {
        Path inRoom = names.inRoom(room);
        Optional<SocketFile> left = folder.at(inRoom);
        if (left.isPresent()) {
            if (claim.of(left.get()).isPresent()) {
                folder.delete(inRoom, left.get());
            } else {
                namePrimary(inRoom);
            }
        }
        folder.removeRoom(names.room(room));
    }

    /** Nothing had the name when the daemon's socket came into the room. */
    private void namePrimary(Path inRoom) throws IOException {
        Optional<SocketFile> there = folder.at(names.primary());
        if (there.isPresent() && !folder.listening(names.primary()).accepts()) {
            folder.delete(names.primary(), there.get());
        }
        folder.renameToFree(inRoom, names.primary());
    }

    /** A daemon that starts or ends takes names away between a look and a step. */
    private Result giveBackAtLast() throws IOException {
        for (int attempt = 1; attempt < ATTEMPTS; attempt++) {
            try {
                return giveBack();
            } catch (NoSuchFileException | FileAlreadyExistsException e) {
                folder.pause(LOOK_AGAIN);
            }
        }
        return giveBack();
    }

    private Result giveBack() throws IOException {
        Optional<SocketFile> socket = folder.at(names.socket());
        Optional<SocketFile> primary = folder.at(names.primary());
        if (socket.isEmpty()) {
            return primary.isPresent() ? putBackWhereNothingIs() : Result.NOTHING;
        }
        if (isOurs(socket.get())) {
            return primary.isPresent() && claim.of(primary.get()).isEmpty() && awaitAccepts(names.primary())
                    ? swapBack(socket.get(), primary.get())
                    : removeOurs(socket.get());
        }
        return primary.isPresent() ? removeDead(socket.get(), primary.get()) : Result.DIRECT;
    }

    private boolean isOurs(SocketFile file) throws IOException {
        Optional<Claim.Ours> ours = claim.of(file);
        if (ours.isEmpty()) {
            return false;
        }
        Listening listening = folder.listening(names.socket());
        return listening.pid() == 0 || listening.pid() == ours.get().process().pid();
    }

    private boolean awaitAccepts(Path name) throws IOException {
        for (long waited = 0; waited < PATIENCE.toMillis(); waited += LOOK_AGAIN.toMillis()) {
            if (folder.listening(name).accepts()) {
                return true;
            }
            folder.pause(LOOK_AGAIN);
        }
        return false;
    }

    private Result swapBack(SocketFile ours, SocketFile daemon) throws IOException {
        Access.copy(folder, names.primary(), daemon, ours);
        if (!folder.exchange(names.primary(), names.socket())) {
            folder.rename(names.primary(), names.socket());
            // Two names of one file: renaming did nothing.
            if (folder.at(names.primary()).isPresent()) {
                folder.delete(names.primary(), daemon);
            }
            return Result.RESTORED;
        }
        SocketFile out = folder.at(names.primary()).orElse(ours);
        if (claim.of(out).isEmpty()) {
            // A daemon that started this moment had put its own there: it belongs where it was.
            folder.exchange(names.primary(), names.socket());
            SocketFile meanwhile = folder.at(names.primary()).orElse(ours);
            Access.copy(folder, names.socket(), out.withAccessOf(ours), meanwhile);
            return removeDead(out, daemon);
        }
        folder.delete(names.primary(), out);
        return Result.RESTORED;
    }

    private Result removeOurs(SocketFile ours) throws IOException {
        folder.delete(names.socket(), ours);
        return Result.REMOVED;
    }

    private Result removeDead(SocketFile socket, SocketFile primary) throws IOException {
        if (socket.isSameFileAs(primary) || claim.of(primary).isPresent()) {
            folder.delete(names.primary(), primary);
            return Result.DIRECT;
        }
        boolean primaryAccepts = folder.listening(names.primary()).accepts();
        if (folder.listening(names.socket()).accepts()) {
            if (primaryAccepts) {
                return Result.UNCLEAR;
            }
            folder.delete(names.primary(), primary);
            return Result.DIRECT;
        }
        if (!primaryAccepts) {
            return Result.NOTHING;
        }
        return claim.isNone() ? Result.UNCLEAR : finishSwapBack(socket, primary);
    }

    /** Who gave the path back before us died while a daemon started, before it could put that one's socket back. */
    private Result finishSwapBack(SocketFile dead, SocketFile daemon) throws IOException {
        if (awaitAccepts(names.socket())) {
            return Result.UNCLEAR;
        }
        Access.copy(folder, names.primary(), daemon, dead);
        folder.exchange(names.primary(), names.socket());
        folder.delete(names.primary(), dead);
        return Result.RESTORED;
    }

    /**
     * A daemon that ends in order takes its path away while it still accepts; the next one could not bind if we put that
     * name back. So it must go on accepting.
     */
    private Result putBackWhereNothingIs() throws IOException {
        for (long waited = 0; waited < PATIENCE.toMillis(); waited += LOOK_AGAIN.toMillis()) {
            if (!folder.listening(names.primary()).accepts()
                    || folder.at(names.socket()).isPresent()) {
                return Result.NOTHING;
            }
            folder.pause(LOOK_AGAIN);
        }
        folder.renameToFree(names.primary(), names.socket());
        return Result.RESTORED;
    }
}

package org.paralux.proxy.attach;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.paralux.proxy.socket.SocketFile;

/**
 * The steps that put a socket of ours in the place of the daemon's.
 *
 * <ol>
 *   <li>What is dead under the name {@code .primary} is removed.
 *   <li>Ours is bound in a room, listens, and gets the mode, owner and group of the daemon's.
 *   <li>It is claimed.
 *   <li>It and whatever is at the path change names: no moment without one. What comes out is, by definition, the
 *       daemon's socket of that instant.
 *   <li>That becomes {@code .primary}.
 * </ol>
 */
final class Insertion {
    private final SocketNames names;
    private final LockedFolder folder;
    private final ProcessStamp us;
    private final OurSocket listener;
    private final Primary primary;
    private final String random;

    /** @param random eight hexadecimal digits, that no room has yet */
    Insertion(
            SocketNames names,
            LockedFolder folder,
            ProcessStamp us,
            OurSocket listener,
            Primary primary,
            String random) {
        this.names = names;
        this.folder = folder;
        this.us = us;
        this.listener = listener;
        this.primary = primary;
        this.random = random;
    }

    /**
     * Makes the steps.
     *
     * @return our socket, which is in place now
     * @throws IOException with nothing changed and our socket closed; where even that could not be, ours stays in place,
     *     and {@link Removal#finishInsertions} goes on from there
     */
    SocketFile run() throws IOException {
        Claim before = folder.claim();
        SocketFile seen = folder.at(names.socket()).orElseThrow(() -> gone(names.socket()));
        boolean again = before.of(seen).isPresent();
        if (!again) {
            freePrimary(seen);
            // Clients may come the moment that the names are exchanged.
            primary.is(names.socket(), seen);
        }
        folder.makeRoom(names.room(random));
        SocketFile ours = null;
        try {
            ours = bind(seen);
            folder.claim(before.and(Claim.Ours.of(ours, random, us)));
            return again ? replaceOurs(before, ours) : takePlace(before, seen, ours);
        } catch (IOException e) {
            undo(before, ours);
            throw e;
        }
    }

    /**
     * Puts our socket where nothing is, while the daemon is down.
     *
     * @param model whose mode, owner and group it gets
     * @throws IOException with nothing changed, but that our socket is closed
     */
    SocketFile standAlone(SocketFile model) throws IOException {
        Claim before = folder.claim();
        folder.makeRoom(names.room(random));
        SocketFile ours = null;
        try {
            ours = bind(model);
            folder.claim(before.and(Claim.Ours.of(ours, random, us)));
            folder.renameToFree(names.inRoom(random), names.socket());
            done(ours);
            return ours;
        } catch (IOException e) {
            undo(before, ours);
            throw e;
        }
    }

    private static NoSuchFileException gone(Path name) {
        return new NoSuchFileException(name.toString());
    }

    private void freePrimary(SocketFile seen) throws IOException {
        Optional<SocketFile> there = folder.at(names.primary());
        if (there.isEmpty()) {
            return;
        }
        boolean secondName = there.get().isSameFileAs(seen);
        if (!secondName && folder.listening(names.primary()).accepts()) {
            throw new IOException(names.primary() + " is in use: somebody listens there, and it is not the socket at "
                    + names.socket() + "; 'ss -xlp' says who");
        }
        folder.delete(names.primary(), there.get());
    }

    private SocketFile bind(SocketFile model) throws IOException {
        Path inRoom = names.inRoom(random);
        listener.listenAt(inRoom);
        SocketFile bound = folder.at(inRoom).orElseThrow(() -> gone(inRoom));
        if (folder.listening(inRoom).pid() != us.pid()) {
            throw new IOException(inRoom + ": another process listens there (expected: this one); somebody puts files"
                    + " into our folder");
        }
        folder.giveAccess(inRoom, bound, model);
        return bound;
    }

    private SocketFile replaceOurs(Claim before, SocketFile ours) throws IOException {
        if (exchange()) {
            SocketFile out = cameOut();
            if (before.of(out).isEmpty()) {
                throw replacedNow();
            }
            folder.delete(names.inRoom(random), out);
        } else {
            folder.rename(names.inRoom(random), names.socket());
        }
        done(ours);
        return ours;
    }

    private SocketFile takePlace(Claim before, SocketFile seen, SocketFile ours) throws IOException {
        if (!exchange()) {
            return takePlaceByLink(seen, ours);
        }
        SocketFile out = cameOut();
        if (before.of(out).isPresent()) {
            throw replacedNow();
        }
        if (!out.isSameFileAs(seen)) {
            primary.is(names.inRoom(random), out);
        }
        folder.renameToFree(names.inRoom(random), names.primary());
        if (!out.hasAccessOf(seen)) {
            // Whoever changed it in the last moment changed it by the path.
            Access.copy(folder, names.socket(), ours, out);
        }
        done(ours);
        return ours;
    }

    private boolean exchange() throws IOException {
        return folder.exchange(names.inRoom(random), names.socket());
    }

    private SocketFile cameOut() throws IOException {
        Path inRoom = names.inRoom(random);
        return folder.at(inRoom).orElseThrow(() -> gone(inRoom));
    }

    private IOException replacedNow() {
        return new IOException(names.socket() + " was replaced this moment; it is looked at again");
    }

    /** Where names cannot change places. A daemon that starts between the last two steps loses its socket. */
    private SocketFile takePlaceByLink(SocketFile seen, SocketFile ours) throws IOException {
        folder.link(names.socket(), names.primary());
        SocketFile daemon = folder.at(names.primary()).orElseThrow(() -> gone(names.primary()));
        if (!daemon.isSameFileAs(seen)) {
            folder.delete(names.primary(), daemon);
            throw replacedNow();
        }
        folder.rename(names.inRoom(random), names.socket());
        done(ours);
        return ours;
    }

    private void done(SocketFile ours) throws IOException {
        folder.removeRoom(names.room(random));
        folder.claim(Claim.of(Claim.Ours.inPlace(ours, us)));
    }

    /** Puts back what came out, if anything did. Ours is closed last: closing takes away the name that it was bound to. */
    private void undo(Claim before, @Nullable SocketFile ours) throws IOException {
        Path inRoom = names.inRoom(random);
        Optional<SocketFile> there = folder.at(inRoom);
        if (there.isPresent() && ours != null && !there.get().isSameFileAs(ours)) {
            Access.copy(folder, inRoom, there.get(), folder.at(names.socket()).orElse(ours));
            folder.exchange(inRoom, names.socket());
            there = folder.at(inRoom);
        }
        if (there.isPresent()) {
            folder.delete(inRoom, there.get());
        }
        folder.removeRoom(names.room(random));
        folder.claim(before);
        listener.abandon();
    }
}

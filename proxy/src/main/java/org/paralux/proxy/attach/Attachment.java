package org.paralux.proxy.attach;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.paralux.proxy.socket.SocketFile;

/**
 * One process that stands, or wants to stand, in the place of a daemon's socket: looks at how things are, again and again,
 * and makes the step that is due.
 *
 * <p>Not thread-safe.
 */
final class Attachment {
    /** A daemon that binds in place then sets mode and owner by the path, and listens last. */
    static final Duration SETTLED = Duration.ofMillis(200);

    /** A daemon that starts takes a name away and binds in its place at once: what is free for longer is not in that gap. */
    static final Duration FREE = Duration.ofMillis(300);

    private final SocketNames names;
    private final ProcessStamp us;
    private final SocketFolder sockets;
    private final Primary primary;
    private final OurSocket listener;
    private final LongSupplier nanoClock;
    private final Supplier<String> randomNames;

    /** Whether clients are to be served while the daemon is down. */
    private final BooleanSupplier servesAlone;

    /** The process that lives and whose path is taken; null where there is none. */
    private final @Nullable ProcessStamp over;

    /** Ours that has the path, or had it before the daemon made a fresh one; null before the first. */
    private @Nullable SocketFile ours;

    /** A socket of a daemon, as it was seen last, that may be settled soon. */
    private @Nullable SocketFile candidate;

    private long candidateNanos;

    /** Whether the path was free at the last look, and since when. */
    private boolean wasFree;

    private long freeNanos;

    /** How things are. */
    enum State {
        /** Clients reach us. */
        SERVING,
        /** The daemon is down, and clients are refused at our socket, which is closed. */
        HIDDEN,
        /** The daemon is down, and clients reach us all the same. */
        ALONE,
        /** The path is the daemon's, or nobody's. */
        DIRECT,
        /** Another process took the path, or gave it back: nothing is ours to do. */
        SUPERSEDED
    }

    Attachment(
            SocketNames names,
            ProcessStamp us,
            SocketFolder sockets,
            Primary primary,
            OurSocket listener,
            LongSupplier nanoClock,
            Supplier<String> randomNames,
            BooleanSupplier servesAlone,
            @Nullable ProcessStamp over) {
        this.names = names;
        this.us = us;
        this.sockets = sockets;
        this.primary = primary;
        this.listener = listener;
        this.nanoClock = nanoClock;
        this.randomNames = randomNames;
        this.servesAlone = servesAlone;
        this.over = over;
    }

    /** A daemon's socket was seen to accept before the first look: from then on it may be found unchanged. */
    void saw(SocketFile there, long nanos) {
        candidate = there;
        candidateNanos = nanos;
    }

    /**
     * Looks, and makes the step that is due.
     *
     * @throws IOException in one line, where it cannot be made; nothing has changed then
     */
    State look() throws IOException {
        try (LockedFolder folder = sockets.lock()) {
            Optional<SocketFile> there = folder.at(names.socket());
            if (!isOurTurn(folder, there)) {
                return State.SUPERSEDED;
            }
            Removal.finishInsertions(names, folder);
            if (there.isPresent() && folder.claim().of(there.get()).isPresent()) {
                return stay(folder, there.get());
            }
            if (there.isEmpty() && goesOnAlone()) {
                return standWhereNothingIs(folder);
            }
            wasFree = false;
            if (!primary.listens()) {
                listener.close();
            }
            if (there.isPresent() && isSettled(folder, there.get())) {
                insert(folder);
                return State.SERVING;
            }
            return State.DIRECT;
        }
    }

    /** Whether it is ours to make steps; claims what is ours and was claimed, should that have been removed. */
    private boolean isOurTurn(LockedFolder folder, Optional<SocketFile> there) throws IOException {
        ProcessStamp holder = folder.claim().holder();
        if (us.equals(holder)) {
            return true;
        }
        SocketFile last = ours;
        if (last == null) {
            return takeOverFromTheDead(folder, holder);
        }
        if (there.filter(last::isSameFileAs).isEmpty()) {
            return false;
        }
        folder.claim(Claim.of(Claim.Ours.inPlace(last, us)));
        return true;
    }

    private boolean takeOverFromTheDead(LockedFolder folder, @Nullable ProcessStamp holder) throws IOException {
        if (holder != null && holder.equals(over) && folder.lives(holder)) {
            return true;
        }
        if (holder != null && folder.lives(holder)) {
            throw new IOException(names.socket() + " is in use by Paralux process " + holder.pid()
                    + "; 'paralux detach --socket " + names.socket() + "' takes it away");
        }
        Removal.run(names, folder);
        return true;
    }

    private State stay(LockedFolder folder, SocketFile there) throws IOException {
        SocketFile last = ours;
        if (last != null && !last.hasAccessOf(there)) {
            primary.giveAccess(there);
            ours = there;
        }
        if (goesOnAlone()) {
            return State.ALONE;
        }
        if (!primary.listens()) {
            listener.close();
            if (last == null) {
                // Nobody serves it, and the word is enough.
                folder.claim(folder.claim().heldBy(us));
                ours = there;
            }
            return State.HIDDEN;
        }
        if (!listener.isOpen()) {
            insert(folder);
        }
        return State.SERVING;
    }

    private boolean goesOnAlone() {
        return !primary.listens() && listener.isOpen() && servesAlone.getAsBoolean();
    }

    /** A daemon that ended in order took the name of our socket away. */
    private State standWhereNothingIs(LockedFolder folder) throws IOException {
        long now = nanoClock.getAsLong();
        if (!wasFree) {
            wasFree = true;
            freeNanos = now;
        }
        SocketFile last = ours;
        if (last != null && now - freeNanos >= FREE.toNanos()) {
            wasFree = false;
            ours = new Insertion(names, folder, us, listener, primary, randomNames.get()).standAlone(last);
        }
        return State.ALONE;
    }

    private void insert(LockedFolder folder) throws IOException {
        candidate = null;
        ours = new Insertion(names, folder, us, listener, primary, randomNames.get()).run();
    }

    private boolean isSettled(LockedFolder folder, SocketFile there) throws IOException {
        long now = nanoClock.getAsLong();
        Listening listening = folder.listening(names.socket());
        SocketFile before = candidate;
        boolean same = before != null && before.isSameFileAs(there) && before.hasAccessOf(there);
        if (!listening.accepts() || listening.pid() == us.pid()) {
            candidate = null;
            return false;
        }
        if (!same) {
            candidate = there;
            candidateNanos = now;
            return false;
        }
        return now - candidateNanos >= SETTLED.toNanos();
    }

    /** Whether a daemon's socket is looked at to see whether it is settled. */
    boolean isWaiting() {
        return candidate != null;
    }

    /** Gives the path back, if it is ours to do. */
    Removal.Result release() throws IOException {
        try (LockedFolder folder = sockets.lock()) {
            boolean held = us.equals(folder.claim().holder());
            return held || (ours != null && isOurTurn(folder, folder.at(names.socket())))
                    ? Removal.run(names, folder)
                    : Removal.Result.NOTHING;
        }
    }
}

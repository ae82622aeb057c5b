package org.paralux.proxy.identity;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.paralux.proxy.identity.Reading.Seen;
import org.paralux.proxy.identity.Reading.Sighting;
import org.paralux.proxy.identity.Reading.Unseen;

/**
 * Reads the process behind a connection before it ends, and says whether it is that process.
 *
 * <p>A process's number alone proves nothing: it may have been given out again since the connect. Proof is either of
 *
 * <ul>
 *   <li>the socket's pidfd says that the peer lives after the folder of its number was opened: so the folder is the
 *       peer's, and stays so;
 *   <li>without a pidfd: the process in the folder was there before the connection was accepted, and runs under the
 *       peer's uid. Its start is known in whole ticks (10 ms), cut off, so it must lie in an earlier tick than the
 *       accept. In the same tick it is the peer in all likelihood, and not certain.
 * </ul>
 *
 * <p>Certain is a reading only when a second look at the end finds the same program, so that no exec came between the
 * parts. A client may well end between the two looks: its command line cannot be read again then, but as a zombie it
 * still has its name, and that must be its program's. One that was reaped as well is not certain.
 *
 * <p>Not thread-safe.
 */
final class PeerReader implements AutoCloseable {
    /** A client that executes program after program is read so often, and then left uncertain. */
    private static final int MAX_EXECS = 2;

    private static final String UIDS = "Uid:";
    private static final long NO_LOGIN = 0xFFFF_FFFFL;

    private final ProcReader proc;
    private final long tickNanos = 1_000_000_000L / Posix.ticksPerSecond();

    PeerReader(Path procRoot) {
        this.proc = new ProcReader(procRoot);
    }

    /** Takes some 50 µs; the pidfd stays open. */
    Reading read(PeerCredentials peer) {
        if (peer.pid() == 0) {
            return Unseen.OTHER_PID_NAMESPACE;
        }
        if (peer.pidfd() == PeerPidfd.GONE) {
            return Unseen.GONE;
        }
        try {
            Reading reading = readOnce(peer);
            for (int again = 0; again < MAX_EXECS && reading instanceof Seen seen && seen.changed(); again++) {
                reading = readOnce(peer);
            }
            return reading;
        } finally {
            proc.close();
        }
    }

    /**
     * Whether the process behind {@code peer} is {@code recent}, unchanged. A process of that start was there before
     * the accept, so it is the peer with or without a pidfd.
     */
    boolean isStill(RecentClient recent, PeerCredentials peer) {
        if (recent.wasUnchangedSince(peer)) {
            return true;
        }
        if (!recent.isOf(peer)) {
            return false;
        }
        long begin = proc.bootTimeNanos();
        try {
            Stat stat = proc.open(peer.pid()) == 0 ? proc.stat() : null;
            boolean still = stat != null && startedBefore(stat, peer) && recent.isStill(stat, proc.argv());
            if (still) {
                recent.foundUnchanged(begin);
            }
            return still;
        } finally {
            proc.close();
        }
    }

    /** What a process loses first when it ends is read first: its memory, and so its command line and executable. */
    private Reading readOnce(PeerCredentials peer) {
        int error = proc.open(peer.pid());
        if (error != 0) {
            return unopened(error, peer);
        }
        boolean proven = lives(peer);
        Argv argv = proc.argv();
        byte[] exe = proc.readLink(ProcReader.EXE);
        Stat stat = proc.stat();
        if (isAnother(stat, argv, peer, proven)) {
            return Unseen.GONE;
        }
        Argv again = proc.argv();
        byte[] cgroup = proc.read(ProcReader.CGROUP);
        byte[] loginuid = proc.read(ProcReader.LOGINUID);
        List<String> uids = proven ? List.of(uid(peer)) : uids();
        if (!uids.isEmpty() && !uids.contains(uid(peer))) {
            return Unseen.UNREAD;
        }
        Sighting sighting = new Sighting(
                peer.pid(),
                stat,
                argv,
                exe == null ? null : text(exe),
                loginuid == null ? null : loginuid(loginuid),
                cgroup == null ? null : SystemdUnit.in(cgroup));
        boolean changed = !again.isEmpty() && !again.equals(argv);
        boolean same = again.isEmpty() ? sighting.isNamedAfterItsProgram() : !changed;
        boolean whole = !argv.isEmpty() && cgroup != null && !uids.isEmpty();
        boolean certain = stat != null && whole && same && (proven || startedBefore(stat, peer));
        return new Seen(sighting, certain, changed);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /** A folder that is not there, of a process that lives, is hidden ({@code hidepid}). */
    private Unseen unopened(int error, PeerCredentials peer) {
        boolean absent = error == -Posix.ENOENT || error == -Posix.ESRCH;
        return absent && !lives(peer) ? Unseen.GONE : Unseen.UNREAD;
    }

    private boolean lives(PeerCredentials peer) {
        return peer.pidfd() >= 0 && !proc.hasEnded(peer.pidfd());
    }

    /** Whether the process is for certain not the peer, whose number it got; or is gone like the peer. */
    private boolean isAnother(@Nullable Stat stat, Argv argv, PeerCredentials peer, boolean proven) {
        if (stat == null) {
            return !proven || argv.isEmpty();
        }
        boolean startedLater = stat.startTicks() > acceptTick(peer);
        boolean peerEnded = peer.pidfd() >= 0 && !proven;
        return startedLater || (peerEnded && !stat.hasEnded());
    }

    private boolean startedBefore(Stat stat, PeerCredentials peer) {
        return stat.startTicks() < acceptTick(peer);
    }

    private long acceptTick(PeerCredentials peer) {
        return Math.floorDiv(peer.acceptedAtBootTimeNanos(), tickNanos);
    }

    private static String uid(PeerCredentials peer) {
        return Integer.toUnsignedString(peer.uid());
    }

    /** The process's uids: real, effective, saved, of the file system; none where they cannot be read. */
    private List<String> uids() {
        byte[] status = proc.read(ProcReader.STATUS);
        return status == null
                ? List.of()
                : text(status)
                        .lines()
                        .filter(line -> line.startsWith(UIDS))
                        .flatMap(line ->
                                Stream.of(line.substring(UIDS.length()).strip().split("\\s+")))
                        .toList();
    }

    private static @Nullable Long loginuid(byte[] text) {
        try {
            long loginuid = Long.parseLong(new String(text, StandardCharsets.US_ASCII).strip());
            return loginuid == NO_LOGIN ? null : loginuid;
        } catch (NumberFormatException e) {
            return null;
        }
    }

    @Override
    public void close() {
        proc.close();
    }
}

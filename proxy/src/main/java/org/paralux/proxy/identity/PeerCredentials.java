package org.paralux.proxy.identity;

import java.lang.foreign.Arena;

/**
 * What the kernel kept of a client when it connected. The pidfd in it is an open descriptor: whoever holds the
 * credentials last closes it; {@link ClientIdentifier#identify} does.
 *
 * @param pid 0 where the process lives in a pid namespace that cannot be seen from here
 * @param uid unsigned, as the kernel has it
 * @param gid unsigned
 * @param pidfd from {@link PeerPidfd#of}; negative where there is none
 * @param acceptedAtBootTimeNanos when the connection was accepted, on CLOCK_BOOTTIME
 */
public record PeerCredentials(int pid, int uid, int gid, int pidfd, long acceptedAtBootTimeNanos) {
    private static final int NOBODY = -1;

    /**
     * Reads the credentials of an accepted Unix socket; call it right after the accept. Three system calls that never
     * wait; any thread. A descriptor that is no such socket gives pid 0 and the uid 4294967295.
     *
     * @param socketFd open during the call
     */
    public static PeerCredentials of(int socketFd) {
        try (Arena arena = Arena.ofConfined()) {
            Posix posix = new Posix(arena);
            long acceptedAt = posix.bootTimeNanos();
            if (posix.socketOption(socketFd, Posix.SO_PEERCRED, 3) != 0) {
                return new PeerCredentials(0, NOBODY, NOBODY, PeerPidfd.UNKNOWN, acceptedAt);
            }
            int pid = posix.optionInt(0);
            int uid = posix.optionInt(1);
            int gid = posix.optionInt(2);
            int pidfd = pid == 0 ? PeerPidfd.UNKNOWN : PeerPidfd.of(posix, socketFd);
            return new PeerCredentials(pid, uid, gid, pidfd, acceptedAt);
        }
    }

    long unsignedUid() {
        return Integer.toUnsignedLong(uid);
    }

    long unsignedGid() {
        return Integer.toUnsignedLong(gid);
    }
}

package org.paralux.proxy.identity;

import java.lang.foreign.Arena;

/**
 * A descriptor of the process at the other end of a Unix socket (SO_PEERPIDFD, Linux 6.5). Unlike the process's number
 * it never comes to mean another one: while it says that the process lives, the number is that process's.
 */
public final class PeerPidfd {
    /** The kernel has no such descriptors, or none was free. */
    public static final int UNKNOWN = -1;

    /** The process is gone, for certain; only kernels before 6.16 say so. */
    public static final int GONE = -2;

    private PeerPidfd() {}

    /**
     * A descriptor that the caller closes, or {@link #UNKNOWN} or {@link #GONE}. Never waits; any thread.
     *
     * @param socketFd the descriptor of an accepted socket, open during the call
     */
    public static int of(int socketFd) {
        try (Arena arena = Arena.ofConfined()) {
            return of(new Posix(arena), socketFd);
        }
    }

    static int of(Posix posix, int socketFd) {
        return switch (posix.socketOption(socketFd, Posix.SO_PEERPIDFD, 1)) {
            case 0 -> posix.optionInt(0);
            case -Posix.ESRCH, -Posix.EINVAL -> GONE;
            default -> UNKNOWN;
        };
    }

    /** Closes what {@link #of} gave; does nothing where it gave no descriptor. */
    public static void close(int pidfd) {
        if (pidfd >= 0) {
            Posix.close(pidfd);
        }
    }
}

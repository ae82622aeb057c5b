package org.paralux.proxy.identity;

import org.paralux.audit.ClientFacts;

/**
 * A client that was identified in full a moment ago. While its process is the same program as then, the facts are too,
 * and a short look tells: a name, a start and a command line.
 */
final class RecentClient {
    private final Stat stat;
    private final Argv argv;
    private final ClientFacts facts;

    /** When the last look that found it unchanged began, on CLOCK_BOOTTIME. */
    private volatile long unchangedAtNanos = Long.MIN_VALUE;

    RecentClient(Stat stat, Argv argv, ClientFacts facts) {
        this.stat = stat;
        this.argv = argv;
        this.facts = facts;
    }

    ClientFacts facts() {
        return facts;
    }

    /** Whether a look that already was found it unchanged after {@code peer} had connected. */
    boolean wasUnchangedSince(PeerCredentials peer) {
        return isOf(peer) && unchangedAtNanos >= peer.acceptedAtBootTimeNanos();
    }

    void foundUnchanged(long atBootTimeNanos) {
        unchangedAtNanos = atBootTimeNanos;
    }

    boolean isOf(PeerCredentials peer) {
        return facts.uid() == peer.unsignedUid() && facts.gid() == peer.unsignedGid();
    }

    boolean isStill(Stat now, Argv nowArgv) {
        return !now.hasEnded() && now.isSameProgramAs(stat) && nowArgv.equals(argv);
    }
}

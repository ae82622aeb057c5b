package org.paralux.proxy.identity;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.paralux.audit.ClientFacts;
import org.paralux.audit.ClientFacts.Identity;
import org.paralux.proxy.identity.Reading.Seen;
import org.paralux.proxy.identity.Reading.Sighting;
import org.paralux.proxy.identity.Reading.Unseen;

/** Turns what was read of a client into the facts that are recorded. */
final class Describer implements AutoCloseable {
    private final ProcReader proc;
    private final Accounts accounts;
    private final CommandLinePolicy policy;

    Describer(Path procRoot, Accounts accounts, CommandLinePolicy policy) {
        this.proc = new ProcReader(procRoot);
        this.accounts = accounts;
        this.policy = policy;
    }

    /** All there is to say, with names and parents; may wait for a directory server. One thread at a time. */
    ClientFacts describe(String id, PeerCredentials peer, Reading reading) {
        String user = accounts.user(peer.unsignedUid());
        String group = accounts.group(peer.unsignedGid());
        return switch (reading) {
            case Seen(Sighting sighting, boolean certain, boolean _) -> {
                Ancestry ancestry =
                        sighting.stat() == null ? Ancestry.UNKNOWN : Ancestry.of(sighting.stat(), proc, policy);
                String login = login(sighting);
                Identity identity = certain ? Identity.FULL : Identity.PARTIAL;
                yield seen(id, peer, sighting, identity, user, group, ancestry, login);
            }
            case Unseen why -> unseen(id, peer, why, user, group);
        };
    }

    /** What can be said without asking anybody, graded no better than partial. Any thread. */
    ClientFacts describeAtOnce(String id, PeerCredentials peer, Reading reading) {
        return switch (reading) {
            case Seen(Sighting sighting, boolean _, boolean _) -> {
                String login = sighting.loginuid() == null ? null : Long.toString(sighting.loginuid());
                yield seen(id, peer, sighting, Identity.PARTIAL, null, null, Ancestry.UNKNOWN, login);
            }
            case Unseen why -> unseen(id, peer, why, null, null);
        };
    }

    private @Nullable String login(Sighting sighting) {
        Long loginuid = sighting.loginuid();
        if (loginuid == null) {
            return null;
        }
        String name = accounts.user(loginuid);
        return name == null ? Long.toString(loginuid) : name;
    }

    private ClientFacts seen(
            String id,
            PeerCredentials peer,
            Sighting sighting,
            Identity identity,
            @Nullable String user,
            @Nullable String group,
            Ancestry ancestry,
            @Nullable String login) {
        CommandLine commandLine = CommandLine.reduce(sighting.argv());
        return new ClientFacts(
                id,
                sighting.pid(),
                peer.unsignedUid(),
                peer.unsignedGid(),
                user,
                group,
                sighting.loginuid(),
                sighting.comm(),
                sighting.exe(),
                sighting.argv().isEmpty() ? null : policy.kept(sighting.argv()),
                sighting.unit(),
                ancestry.parents(),
                ClientKey.of(peer.unsignedUid(), sighting, commandLine, ancestry.root(), login),
                identity);
    }

    private static ClientFacts unseen(
            String id, PeerCredentials peer, Unseen why, @Nullable String user, @Nullable String group) {
        Identity identity = why == Unseen.UNREAD ? Identity.PARTIAL : Identity.GONE;
        String key = ClientKey.of(peer.unsignedUid(), why);
        return new ClientFacts(
                id,
                peer.pid(),
                peer.unsignedUid(),
                peer.unsignedGid(),
                user,
                group,
                null,
                null,
                null,
                null,
                null,
                List.of(),
                key,
                identity);
    }

    @Override
    public void close() {
        proc.close();
    }
}

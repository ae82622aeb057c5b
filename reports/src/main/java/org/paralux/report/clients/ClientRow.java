package org.paralux.report.clients;

import java.util.List;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/**
 * One client key with one grade of identity.
 *
 * @param key the client key as the log has it; {@link #UNKNOWN_KEY} for what no identity explains
 * @param requests everything it sent
 * @param share its part of all misdirected queries, 0 to 1
 * @param classes its queries, most first; lock queries are in {@code requests} alone
 * @param errors the classes of the errors it got, most first
 * @param origin where its program comes from; null where the host is another
 * @param rapiResources of RAPI, what its unseen users may have asked for; of others none
 * @param presence null where it sent no queries but lock queries
 */
public record ClientRow(
        String key,
        Who who,
        ClientKind kind,
        Standing standing,
        Accounting requests,
        double share,
        List<ClassRow> classes,
        SequencedMap<String, Long> errors,
        @Nullable Presence presence,
        @Nullable ScriptOrigin origin,
        List<String> rapiResources,
        Hint hint) {
    public static final String UNKNOWN_KEY = "unknown client";

    public ClientRow {
        classes = List.copyOf(classes);
        rapiResources = List.copyOf(rapiResources);
        if (share < 0 || share > 1) {
            throw new IllegalArgumentException("share: " + share + " (expected: 0 to 1)");
        }
    }

    /** Its queries on the primary's socket, lock queries apart. */
    public long queries() {
        return requests.eligible() + requests.malformed();
    }
}

package org.paralux.audit;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;
import org.paralux.luxi.base.RecentMap;

/**
 * Who the clients are, for a reader that begins in the middle of a log: those met on the way, and others looked for in
 * ever older segments, each of which is read once at the most. Bounded: of the many, those asked for last are kept.
 *
 * <p>Not thread-safe.
 */
final class ClientDirectory {
    private static final int MAX_CLIENTS = 50_000;

    private final SegmentFolder folder;
    private final LineDecoder decoder = new LineDecoder();
    private final RecentMap<String, ClientFacts> byId = new RecentMap<>(MAX_CLIENTS);

    /** Segments not yet looked into, the newest last; null before the first entry. */
    private @Nullable Deque<Segment> older;

    ClientDirectory(SegmentFolder folder) {
        this.folder = folder;
    }

    /** Notes where the reading begins: what is older, in the segment of this record as well, was not met. */
    void beginAt(long seq) throws IOException {
        if (older == null) {
            Deque<Segment> before = new ArrayDeque<>();
            for (Segment segment : folder.list()) {
                if (segment.firstSeq() < seq) {
                    before.add(segment);
                }
            }
            older = before;
        }
    }

    void add(ClientFacts client) {
        byId.put(client.client(), client);
    }

    /** The client, if it was met. */
    @Nullable ClientFacts met(String id) {
        return byId.get(id);
    }

    /** The client, looked for in older segments if it was not met; null where no record tells of it. */
    @Nullable ClientFacts find(String id) throws IOException {
        ClientFacts found = byId.get(id);
        while (found == null && older != null && !older.isEmpty()) {
            readClients(older.removeLast());
            found = byId.get(id);
        }
        return found;
    }

    private void readClients(Segment segment) throws IOException {
        Segment form = Files.exists(segment.path()) ? segment : segment.inOtherForm();
        try (LineReader line = LineReader.open(form)) {
            while (line.next()) {
                readClient(line);
            }
        } catch (IOException e) {
            // Damage is the reader's matter; those found before it are known.
        }
    }

    private void readClient(LineReader line) {
        try {
            decoder.begin(line);
            if (decoder.type() == EventType.CLIENT_SEEN) {
                AuditEvent.ClientSeen seen = (AuditEvent.ClientSeen) EventFormat.read(decoder, EventType.CLIENT_SEEN);
                byId.putIfAbsent(seen.client().client(), seen.client());
            }
        } catch (MalformedRecord e) {
            // As above.
        }
    }
}

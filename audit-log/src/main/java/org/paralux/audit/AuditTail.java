package org.paralux.audit;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Follows a log while it is written, across segments and their compression, and prints each entry with its client.
 *
 * <p>{@link #run} belongs to one thread; {@link #stop} may be called by any.
 */
public final class AuditTail {
    private static final Duration POLL = Duration.ofMillis(100);

    /** An entry waits this long, in polls, for a client that is still being read. */
    private static final int POLLS_FOR_CLIENT = 10;

    private final SegmentFolder folder;
    private final Options options;
    private final Appendable out;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private final JsonRows json = new JsonRows(line);
    private final CountDownLatch stopped = new CountDownLatch(1);

    /**
     * Where to begin, and how to print.
     *
     * @param fromSeq the first record; null for those written from now on
     * @param zone of the times in the text form; JSON has UTC
     */
    public record Options(@Nullable Long fromSeq, Form form, ZoneId zone) {
        public Options {
            if (fromSeq != null && fromSeq < 0) {
                throw new IllegalArgumentException("fromSeq: " + fromSeq + " (expected: >= 0)");
            }
        }
    }

    /** How an entry is printed. */
    public enum Form {
        /** One line for people, with everything that a client chose made harmless for a terminal. */
        TEXT,
        /** The record as JSON, {@code client} an object, without its chain. */
        JSON
    }

    private AuditTail(SegmentFolder folder, Options options, Appendable out) {
        this.folder = folder;
        this.options = options;
        this.out = out;
    }

    /**
     * A tail of the log in {@code stateDir}.
     *
     * @throws java.nio.file.NotDirectoryException when there is none
     */
    public static AuditTail of(Path stateDir, Options options, Appendable out) throws IOException {
        return new AuditTail(SegmentFolder.ofExisting(stateDir), options, out);
    }

    /** Prints until {@link #stop}, or until the thread is interrupted or {@code out} fails. */
    public void run() throws IOException {
        Long fromSeq = options.fromSeq();
        ReadOptions all = ReadOptions.all();
        try (AuditReader reader = AuditReader.following(folder, fromSeq == null ? all : all.withFromSeq(fromSeq))) {
            if (fromSeq == null) {
                reader.skipToEnd();
            }
            follow(reader, new ClientJoin(folder, this::print));
        }
    }

    private void follow(AuditReader reader, ClientJoin join) throws IOException {
        int pollsWaited = 0;
        while (stopped.getCount() > 0) {
            AuditReading reading = reader.next();
            switch (reading) {
                case AuditEntry entry -> join.add(entry);
                case AuditDamage damage -> {
                    join.flush();
                    out.append("! ")
                            .append(TerminalText.escape(damage.toString()))
                            .append('\n');
                }
                case null -> {
                    pollsWaited = join.isEmpty() ? 0 : pollsWaited + 1;
                    if (pollsWaited >= POLLS_FOR_CLIENT) {
                        join.flush();
                    }
                    if (isStoppedWithin(POLL)) {
                        join.flush();
                        return;
                    }
                }
            }
        }
    }

    private boolean isStoppedWithin(Duration time) {
        try {
            return stopped.await(time.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    private void print(AuditEntry entry, @Nullable ClientFacts client) throws IOException {
        switch (options.form()) {
            case TEXT -> out.append(EntryText.of(entry, client, options.zone())).append('\n');
            case JSON -> {
                line.reset();
                json.write(entry, client);
                out.append(line.toString(StandardCharsets.UTF_8));
            }
        }
    }

    /** Ends {@link #run} at once. */
    public void stop() {
        stopped.countDown();
    }
}

package org.paralux.report.log;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.paralux.audit.AuditDamage;
import org.paralux.audit.AuditEntry;
import org.paralux.audit.AuditEvent;
import org.paralux.audit.AuditReader;
import org.paralux.audit.AuditReading;
import org.paralux.audit.ReadOptions;

/** The log of one state folder, one entry at a time, without what belongs to another cluster. Not thread-safe. */
final class LogSource implements Closeable {
    private final String name;
    private final AuditReader reader;
    private final HealthTally health;
    private final @Nullable String wanted;

    /** Whether what is read now is of the wanted cluster: a folder is written by one run after the other. */
    private boolean wantedNow = true;

    private @Nullable AuditEntry head;
    private @Nullable Instant before;

    private LogSource(Path stateDir, AuditReader reader, HealthTally health, @Nullable String wanted) {
        this.name = stateDir.toString();
        this.reader = reader;
        this.health = health;
        this.wanted = wanted;
    }

    static LogSource open(Path stateDir, ReadOptions options, HealthTally health, @Nullable String wanted)
            throws IOException {
        LogSource source = new LogSource(stateDir, AuditReader.open(stateDir, options), health, wanted);
        source.advance();
        return source;
    }

    /** The entry that is due; null at the end. */
    @Nullable AuditEntry head() {
        return head;
    }

    void advance() throws IOException {
        head = null;
        for (AuditReading reading; head == null && (reading = reader.next()) != null; ) {
            switch (reading) {
                case AuditDamage damage -> health.damage(name, damage);
                case AuditEntry entry -> head = admitted(entry);
            }
        }
    }

    private @Nullable AuditEntry admitted(AuditEntry entry) throws MixedClustersException {
        AuditEvent event = entry.event();
        if (event instanceof AuditEvent.ProxyStarted started && started.cluster() != null) {
            health.cluster(started.cluster());
            wantedNow = wanted == null || wanted.equals(started.cluster());
            if (wanted == null && health.clusters().size() > 1) {
                throw new MixedClustersException(health.clusters());
            }
        }
        if (!wantedNow) {
            return null;
        }
        health.record(entry.time(), before);
        before = entry.time();
        if (event instanceof AuditEvent.Gap gap) {
            health.gap(gap);
        } else if (event instanceof AuditEvent.SegmentsDropped dropped) {
            health.dropped(dropped);
        }
        return entry;
    }

    long bytesRead() throws IOException {
        return reader.bytesRead();
    }

    long bytes() throws IOException {
        return reader.bytes();
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}

package org.paralux.audit.evidence;

import org.paralux.audit.AuditSettings;

/**
 * How much evidence is kept.
 *
 * @param bytes what all files take on the disk
 * @param perCause how many pieces of evidence of one cause in one class are kept
 * @param queueBytes what may wait in memory to be written; what does not fit is lost and counted
 * @param floor when writing stops because the disk is Ganeti's too
 */
public record EvidenceSettings(long bytes, int perCause, long queueBytes, AuditSettings.Floor floor) {
    public EvidenceSettings {
        if (bytes < 1) {
            throw new IllegalArgumentException("bytes: " + bytes + " (expected: >= 1)");
        }
        if (perCause < 1) {
            throw new IllegalArgumentException("perCause: " + perCause + " (expected: >= 1)");
        }
        if (queueBytes < 1) {
            throw new IllegalArgumentException("queueBytes: " + queueBytes + " (expected: >= 1)");
        }
    }

    /** 1 GiB, 64 of each cause and class, 64 MiB of queue, floor as the log has it. */
    public static EvidenceSettings defaults() {
        return new EvidenceSettings(
                1L << 30, 64, 64L << 20, AuditSettings.defaults().floor());
    }

    public EvidenceSettings withBytes(long other) {
        return new EvidenceSettings(other, perCause, queueBytes, floor);
    }

    public EvidenceSettings withPerCause(int other) {
        return new EvidenceSettings(bytes, other, queueBytes, floor);
    }

    public EvidenceSettings withQueueBytes(long other) {
        return new EvidenceSettings(bytes, perCause, other, floor);
    }

    public EvidenceSettings withFloor(AuditSettings.Floor other) {
        return new EvidenceSettings(bytes, perCause, queueBytes, other);
    }
}

package org.paralux.audit;

import java.time.Duration;

/**
 * How a log is kept.
 *
 * @param queueBytes what records that wait for the disk may take in memory, as estimated; more are lost and counted
 * @param sync when what was written is forced to the disk
 * @param rotation when a segment is ended
 * @param retention when the oldest segments go
 * @param floor when writing stops because the disk is Ganeti's too
 * @param headInterval how often a head that has moved is announced, seals apart
 */
public record AuditSettings(
        long queueBytes, SyncPolicy sync, Rotation rotation, Retention retention, Floor floor, Duration headInterval) {

    /**
     * A segment ends when it has this length or its first record this age, whichever comes first.
     *
     * @param bytes before compression
     */
    public record Rotation(long bytes, Duration age) {
        public Rotation {
            positive("rotation bytes", bytes);
            positive("rotation age", age);
        }
    }

    /**
     * Segments go, oldest first, when their last record has this age or all of them take this room.
     *
     * @param bytes as they lie on the disk, most of them compressed
     */
    public record Retention(long bytes, Duration age) {
        public Retention {
            positive("retention bytes", bytes);
            positive("retention age", age);
        }
    }

    /**
     * Writing stops while less than both of these is free: on a large disk {@code bytes} decides, on a small one the
     * share. With 0 of either it never stops.
     *
     * @param bytes free to other users than root
     * @param percent of the file system's size
     */
    public record Floor(long bytes, int percent) {
        public Floor {
            if (bytes < 0) {
                throw new IllegalArgumentException("floor bytes: " + bytes + " (expected: >= 0)");
            }
            if (percent < 0 || percent > 100) {
                throw new IllegalArgumentException("floor percent: " + percent + " (expected: 0 to 100)");
            }
        }

        /** Whether so little is free that nothing more is written. */
        public boolean isReached(long freeBytes, long totalBytes) {
            return freeBytes < bytes && freeBytes < totalBytes / 100.0 * percent;
        }
    }

    public AuditSettings {
        positive("queueBytes", queueBytes);
        positive("headInterval", headInterval);
    }

    /** 16 MiB of queue, forced every second, 64 MiB or an hour a segment, 4 GiB or 35 days, floor at 2 GiB or 10 %. */
    public static AuditSettings defaults() {
        return new AuditSettings(
                16L << 20,
                new SyncPolicy.Every(Duration.ofSeconds(1)),
                new Rotation(64L << 20, Duration.ofHours(1)),
                new Retention(4L << 30, Duration.ofDays(35)),
                new Floor(2L << 30, 10),
                Duration.ofMinutes(5));
    }

    public AuditSettings withQueueBytes(long other) {
        return new AuditSettings(other, sync, rotation, retention, floor, headInterval);
    }

    public AuditSettings withSync(SyncPolicy other) {
        return new AuditSettings(queueBytes, other, rotation, retention, floor, headInterval);
    }

    public AuditSettings withRotation(Rotation other) {
        return new AuditSettings(queueBytes, sync, other, retention, floor, headInterval);
    }

    public AuditSettings withRetention(Retention other) {
        return new AuditSettings(queueBytes, sync, rotation, other, floor, headInterval);
    }

    public AuditSettings withFloor(Floor other) {
        return new AuditSettings(queueBytes, sync, rotation, retention, other, headInterval);
    }

    private static void positive(String name, long bytes) {
        if (bytes <= 0) {
            throw new IllegalArgumentException(name + ": " + bytes + " (expected: > 0)");
        }
    }

    private static void positive(String name, Duration duration) {
        if (duration.isNegative() || duration.isZero()) {
            throw new IllegalArgumentException(name + ": " + duration + " (expected: > 0)");
        }
    }
}

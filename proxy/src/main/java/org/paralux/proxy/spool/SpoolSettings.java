package org.paralux.proxy.spool;

import org.paralux.audit.AuditSettings;

/**
 * What the spool may take.
 *
 * @param fromBytes a body longer than this is spooled
 * @param bytes what all its files hold together
 * @param queueBytes what may wait in memory to be written
 * @param floor when nothing is written because the disk is Ganeti's too
 */
public record SpoolSettings(int fromBytes, long bytes, long queueBytes, AuditSettings.Floor floor) {
    public SpoolSettings {
        if (bytes < 0) {
            throw new IllegalArgumentException("bytes: " + bytes + " (expected: >= 0)");
        }
        if (queueBytes < 1) {
            throw new IllegalArgumentException("queueBytes: " + queueBytes + " (expected: >= 1)");
        }
    }
}

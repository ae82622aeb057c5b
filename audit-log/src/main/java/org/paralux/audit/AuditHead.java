package org.paralux.audit;

import java.time.Instant;

/**
 * The end of a log at some moment: whoever keeps it elsewhere can show later that nothing before it was changed or cut.
 *
 * @param time the time of the last record; the epoch where there is none
 * @param seq the number of the last record; 0 where there is none
 * @param chain the chain of the last record: 64 hexadecimal digits, zeros where there is none
 */
public record AuditHead(Instant time, long seq, String chain) {
    /** The head of a log without records. */
    public static final AuditHead EMPTY = new AuditHead(Instant.EPOCH, 0, Chain.START);

    public AuditHead {
        if (seq < 0) {
            throw new IllegalArgumentException("seq: " + seq + " (expected: >= 0)");
        }
        if (!Chain.isText(chain)) {
            throw new IllegalArgumentException("chain: " + chain + " (expected: 64 hexadecimal digits)");
        }
    }

    /** The head as a line of an anchors file: time, seq and chain. */
    @Override
    public String toString() {
        return time + " " + seq + " " + chain;
    }
}

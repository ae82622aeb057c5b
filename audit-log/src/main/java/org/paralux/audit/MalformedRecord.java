package org.paralux.audit;

import java.io.Serial;

/** A line that is no record, and why, without its content. Readers turn it into an {@link AuditDamage}. */
final class MalformedRecord extends Exception {
    @Serial
    private static final long serialVersionUID = 1L;

    MalformedRecord(String reason) {
        super(reason, null, false, false);
    }

    String reason() {
        return String.valueOf(getMessage());
    }
}

package org.paralux.audit.evidence;

import java.io.IOException;

/** A reason of our own not to write evidence. */
final class EvidenceLoss extends IOException {
    private static final long serialVersionUID = 1;

    private final LossReason reason;

    EvidenceLoss(LossReason reason, String message) {
        super(message);
        this.reason = reason;
    }

    LossReason reason() {
        return reason;
    }
}

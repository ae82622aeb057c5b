package org.paralux.luxi;

import java.io.IOException;
import java.io.Serial;

/** A reply had no end within the limit. */
public final class ReplyTooLargeException extends IOException {
    @Serial
    private static final long serialVersionUID = 1;

    public ReplyTooLargeException(int limitBytes) {
        super("reply: no end within " + limitBytes + " bytes");
    }
}

package org.paralux.proxy.spool;

import java.io.IOException;
import java.io.Serial;

/** A body cannot be kept: the spool or the disk is full, or the disk fails. */
public final class SpoolException extends IOException {
    @Serial
    private static final long serialVersionUID = 1;

    SpoolException(String message) {
        super(message);
    }

    SpoolException(IOException disk) {
        super(disk.getMessage(), disk);
    }
}

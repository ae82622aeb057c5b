package org.paralux.report.log;

import java.io.IOException;
import java.util.Collection;

/** Logs of several clusters were given as one; evidence of two clusters is never pooled. */
public final class MixedClustersException extends IOException {
    private static final long serialVersionUID = 1L;

    MixedClustersException(Collection<String> names) {
        super("the log holds several clusters: " + String.join(", ", names)
                + " (expected: one; choose it by --cluster)");
    }
}

package org.paralux.qa.simulate.model;

/** A cluster file that cannot be served. The message names the file, what is wrong and what was expected. */
public final class ClusterException extends RuntimeException {
    private static final long serialVersionUID = 1;

    ClusterException(String message) {
        super(message);
    }

    ClusterException(String message, Throwable cause) {
        super(message, cause);
    }
}

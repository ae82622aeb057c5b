package org.paralux.proxy.rollout;

/** A change of stages that cannot be; its message is one line that says what to do. */
public final class StageException extends Exception {
    private static final long serialVersionUID = 1;

    StageException(String message) {
        super(message);
    }
}

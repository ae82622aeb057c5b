package org.paralux.proxy.plan;

/** A plan that cannot be, or something that cannot be done with one; its message has one line for each mistake. */
public final class PlanException extends Exception {
    private static final long serialVersionUID = 1;

    PlanException(String message) {
        super(message);
    }
}

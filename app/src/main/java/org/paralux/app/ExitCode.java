package org.paralux.app;

/** What the program's exit code says. From 4 on they are a mask of findings. */
final class ExitCode {
    static final int OK = 0;
    /** The operation failed; also: a socket or folder is in use. */
    static final int FAILED = 1;
    /** Wrong usage; also: no such folder. */
    static final int USAGE = 2;
    /** {@code audit verify} or {@code doctor} found something wrong. */
    static final int DAMAGED = 3;
    /** The report asked for has findings. */
    static final int FINDINGS = 4;
    /** There is not enough evidence to say. */
    static final int NOT_ENOUGH_EVIDENCE = 8;
    /** The lag is over its limit. */
    static final int LAG = 16;
    /** The proxy left something out for a bound of its own. */
    static final int OBSERVER_BUDGET = 32;
    /** A rule is expired or matches too much. */
    static final int STALE_RULE = 64;

    private ExitCode() {}
}

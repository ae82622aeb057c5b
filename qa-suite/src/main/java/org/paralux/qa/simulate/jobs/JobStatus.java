package org.paralux.qa.simulate.jobs;

import java.util.Locale;

/** How far a job or one of its opcodes has come. */
public enum JobStatus {
    QUEUED,
    WAITING,
    RUNNING,
    SUCCESS,
    ERROR,
    CANCELED;

    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    public boolean isFinal() {
        return switch (this) {
            case QUEUED, WAITING, RUNNING -> false;
            case SUCCESS, ERROR, CANCELED -> true;
        };
    }
}

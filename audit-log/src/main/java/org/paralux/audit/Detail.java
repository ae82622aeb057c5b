package org.paralux.audit;

/** Members of records that many readers do not look at, and that cost time to read. */
public enum Detail {
    /** The names of an exchange and of its connection: {@code id}, {@code connection}. */
    EXCHANGE_NAMES,
    /** How large an exchange was, how long it took, and who answered. */
    EXCHANGE_MEASURES,
    /** The {@code cell} of an outcome. */
    CELL;

    /** A bit of its own. */
    int bit() {
        return 1 << ordinal();
    }
}

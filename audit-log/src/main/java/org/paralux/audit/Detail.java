package org.paralux.audit;

/** Members of records that many readers do not look at, and that cost time to read. */
public enum Detail {
    /** The names of an exchange and of its connection: {@code id}, {@code connection}. */
    EXCHANGE_NAMES(1),
    /** How large an exchange was, how long it took, and who answered. */
    EXCHANGE_MEASURES(2),
    /** The {@code cell} of an outcome. */
    CELL(4);

    private final int bit;

    Detail(int bit) {
        this.bit = bit;
    }

    /** A bit of its own, so that sets of details are quickly asked. */
    int bit() {
        return bit;
    }
}

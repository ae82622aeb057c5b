package org.paralux.proxy.gate;

/** How a gate stands. */
public enum GateState {
    /** What it asks for is shown. */
    PASS("pass"),
    /** Nothing is shown either way: it neither lets a class on nor takes it back. */
    NOT_ENOUGH_EVIDENCE("not enough evidence"),
    /** What it forbids was seen. */
    BREACH("breach");

    private final String words;

    GateState(String words) {
        this.words = words;
    }

    /** As records and the command line print it. */
    public String words() {
        return words;
    }
}

package org.paralux.qa.simulate.field;

/** How a filter compares a field's value. */
public enum Comparison {
    /** As it is. */
    PLAIN,
    /** A host name: its short forms are equal to it. */
    HOST_NAME,
    /** A pair of seconds and microseconds: compared as one number. */
    SPLIT_TIME
}

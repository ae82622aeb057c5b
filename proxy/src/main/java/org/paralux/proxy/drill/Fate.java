package org.paralux.proxy.drill;

/** What would have become of a request. */
enum Fate {
    /** Answered as it was. */
    UNHURT,
    /** Answered, later than it was. */
    DELAYED,
    /** Not answered: refused, or closed. */
    HURT
}

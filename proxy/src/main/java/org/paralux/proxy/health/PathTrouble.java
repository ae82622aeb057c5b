package org.paralux.proxy.health;

/** What may be wrong with the path that a proxy serves, or with who looks after it. */
public enum PathTrouble {
    /** The primary is down, and clients are served all the same: Ganeti does not see that it is to be started. */
    ALONE,
    /** The path could not be given back to the daemon. */
    NOT_GIVEN_BACK,
    /** No guardian watches the proxy. */
    UNWATCHED
}

package org.paralux.report.clients;

import java.util.Locale;

/** What sort of program a client is, as far as it changes what its owner should do. */
public enum ClientKind {
    /** A {@code gnt-*} command. */
    GNT,
    /** {@code ganeti-rapi}, with unseen users behind it. */
    RAPI,
    WATCHER,
    /** {@code hbal} and its sisters, which speak LUXI by themselves. */
    HTOOLS,
    /** {@code ganeti-luxid}, which in 2.11 passes some requests on to the master daemon. */
    LUXID,
    /** A monitoring agent, or a check that one of them runs. */
    MONITORING,
    /** A program of somebody's own in Python, most likely on Ganeti's client library. */
    PYTHON,
    /** Any other program: it writes to the socket by itself, as {@code socat} does. */
    RAW,
    /** A process of another pid namespace, of which the kernel shows no pid. */
    CONTAINER,
    /** Nobody knows. */
    UNKNOWN;

    private final String word = name().toLowerCase(Locale.ROOT);

    /** The kind as reports print it. */
    public String word() {
        return word;
    }
}

package org.paralux.qa.simulate;

/** Which of the two daemons is imitated. */
public enum DaemonStyle {
    /** The master daemon, as in Ganeti 2.7 to 2.10. */
    MASTERD,
    /** The query daemon, as in Ganeti 3.0. */
    LUXID
}

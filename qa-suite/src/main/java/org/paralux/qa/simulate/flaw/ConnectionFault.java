package org.paralux.qa.simulate.flaw;

/** What may go wrong with a reply after it was written. */
public enum ConnectionFault {
    /** No byte of it is sent, and the connection stays open. */
    SILENCE,
    /** The first half is sent, and the connection is closed. */
    CUT,
    /** Something is sent that is no JSON. */
    GARBAGE,
    /** It begins and does not end, as long as the client reads. */
    ENDLESS,
    /** Something stands between it and its ETX. */
    TRAILING_BYTES,
    /** The reply to the query before is sent. */
    PREVIOUS_REPLY
}

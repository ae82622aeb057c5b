package org.paralux.proxy.live;

/**
 * What is to be done about a client that sends its queries to the primary's socket.
 *
 * @param label the shortest name a person would use for it
 * @param kind of program
 * @param expected its release does so by design, so that nobody has to change it
 * @param summary what to do, in one line
 * @param detail how, and what to mind
 */
public record Advice(String label, String kind, boolean expected, String summary, String detail) {}

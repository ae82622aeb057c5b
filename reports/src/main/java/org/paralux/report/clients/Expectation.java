package org.paralux.report.clients;

import org.paralux.report.ReleaseRange;

/**
 * Why a program of Ganeti's own sends some class of queries to the master socket.
 *
 * @param reason in one sentence without its full stop
 * @param releases those which do it
 * @param conditional the log does not say the release, so it is expected only in {@code releases}
 */
public record Expectation(String reason, ReleaseRange releases, boolean conditional) {}

/**
 * Daemons that speak LUXI without Ganeti: for tests, drills and the demonstration.
 *
 * <p>A {@link org.paralux.qa.simulate.World} is a cluster with its jobs; {@link
 * org.paralux.qa.simulate.EmbeddedDaemon}s of either style serve it, each on a Unix socket. Requests come in, replies
 * go out; what a daemon of that style would do with them is in the packages below. Start with {@link
 * org.paralux.qa.simulate.EmbeddedDaemon}.
 */
@NullMarked
package org.paralux.qa.simulate;

import org.jspecify.annotations.NullMarked;

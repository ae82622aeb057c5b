/**
 * Programs as they run around a master node, good and bad, for the demonstration and for drills: each talks LUXI to one
 * socket for a while. Start with {@link org.paralux.qa.clients.SampleClient}.
 */
@NullMarked
package org.paralux.qa.clients;

import org.jspecify.annotations.NullMarked;

/**
 * How the proxy and what it stands on are doing, and what a person should know first. Start with
 * {@link org.paralux.proxy.health.Vitals} and {@link org.paralux.proxy.health.Briefing}.
 */
@NullMarked
package org.paralux.proxy.health;

import org.jspecify.annotations.NullMarked;

/**
 * From the bytes of one connection to its finished exchanges: cuts frames as they pass, pairs each reply with the oldest
 * open request, and hands on what is complete. Observes and never decides; knows no JSON. Start with
 * {@link org.paralux.proxy.tee.ExchangeTee}.
 */
@NullMarked
package org.paralux.proxy.tee;

import org.jspecify.annotations.NullMarked;

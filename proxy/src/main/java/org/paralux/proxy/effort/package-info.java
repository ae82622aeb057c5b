/**
 * How much the proxy does beside the traffic, and how it does less before clients notice. Start with
 * {@link org.paralux.proxy.effort.Degradation}.
 */
@NullMarked
package org.paralux.proxy.effort;

import org.jspecify.annotations.NullMarked;

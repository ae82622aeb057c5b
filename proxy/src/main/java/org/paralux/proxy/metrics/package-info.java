/** What Prometheus is told. Start with {@link org.paralux.proxy.metrics.Metrics}. */
@NullMarked
package org.paralux.proxy.metrics;

import org.jspecify.annotations.NullMarked;

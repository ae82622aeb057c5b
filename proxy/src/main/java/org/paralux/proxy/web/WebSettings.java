package org.paralux.proxy.web;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * How the dashboard is served.
 *
 * @param metricsToken a file whose first line opens {@code /metrics}; null where that is closed here
 */
public record WebSettings(WebAddress address, @Nullable Path metricsToken) {}

package org.paralux.qa.simulate.wire;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A request that could be read.
 *
 * @param method as it stands there, known or not
 * @param arguments as they stand there, a list or not
 * @param version null where there is none
 */
public record LuxiCall(
        String method, JsonNode arguments, @Nullable JsonNode version) {}

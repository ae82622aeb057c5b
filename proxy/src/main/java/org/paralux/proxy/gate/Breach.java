package org.paralux.proxy.gate;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A gate was breached.
 *
 * @param sentence what happened, complete
 * @param exchange whose outcome it was; null where there is none
 * @param isNew whether the gate was not breached before
 */
public record Breach(
        String queryClass,
        GateKind kind,
        GateAction action,
        Instant time,
        String sentence,
        @Nullable String exchange,
        boolean isNew) {}

package org.paralux.diff;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * One place where two replies differ, before it is known why.
 *
 * @param primary the value there, or {@link JsonDocument#NONE}
 * @param shadow the same of the shadow
 */
record Difference(
        Spot spot, DivergenceKind kind, JsonDocument primaryReply, int primary, JsonDocument shadowReply, int shadow) {

    /** The value as JSON text, bounded; null where there is none. */
    @Nullable String primaryText() {
        return text(primaryReply, primary);
    }

    @Nullable String shadowText() {
        return text(shadowReply, shadow);
    }

    static @Nullable String text(JsonDocument document, int value) {
        if (value == JsonDocument.NONE) {
            return null;
        }
        // A character has at least one byte, so what is cut here is no more than what is kept.
        int end = Math.min(document.end(value), value + Divergence.MAX_TEXT + 1);
        return bounded(document.bytes.text(value, end, StandardCharsets.UTF_8));
    }

    static String bounded(String text) {
        return text.length() <= Divergence.MAX_TEXT ? text : text.substring(0, Divergence.MAX_TEXT) + "…";
    }
}

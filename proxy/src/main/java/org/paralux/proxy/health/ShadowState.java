package org.paralux.proxy.health;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How the shadow is doing. */
public enum ShadowState {
    /** No daemon is on trial. */
    NONE,
    /** It is asked. */
    ASKED,
    /** It failed several times in a row, and is left alone for a while. */
    LEFT_ALONE;

    private final String word = name().toLowerCase(Locale.ROOT).replace('_', '-');

    /** The state as pages and records print it. */
    @JsonValue
    public String word() {
        return word;
    }
}

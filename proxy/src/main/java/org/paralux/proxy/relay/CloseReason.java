package org.paralux.proxy.relay;

import java.util.Locale;
import org.paralux.audit.ExchangeEnd;

/** Why a connection is over. */
public enum CloseReason {
    CLIENT_END,
    CLIENT_RESET,
    PRIMARY_END,
    PRIMARY_DOWN,
    PRIMARY_BUSY,
    SHADOW_END,
    SHADOW_DOWN,
    SHUTDOWN;

    private final String word = name().toLowerCase(Locale.ROOT).replace('_', '-');

    /** How the requests ended that were forwarded and have no reply when a connection is over for this reason. */
    ExchangeEnd ofUnanswered() {
        return switch (this) {
            case CLIENT_END, CLIENT_RESET -> ExchangeEnd.CLIENT_LEFT;
            case PRIMARY_END, SHADOW_END -> ExchangeEnd.PRIMARY_LEFT;
            case PRIMARY_DOWN, PRIMARY_BUSY, SHADOW_DOWN -> ExchangeEnd.UNDELIVERED;
            case SHUTDOWN -> ExchangeEnd.SHUTDOWN;
        };
    }

    /** The reason as records print it. */
    public String word() {
        return word;
    }
}

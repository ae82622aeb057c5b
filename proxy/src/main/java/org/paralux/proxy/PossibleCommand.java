package org.paralux.proxy;

import org.paralux.luxi.LuxiRequest;
import org.paralux.luxi.RequestKind;
import org.paralux.proxy.tee.Body;

/** Requests that a daemon may act on. */
final class PossibleCommand {
    private PossibleCommand() {}

    /** Whether ending its connection could make a client send a command twice. */
    static boolean is(Body request) {
        RequestKind kind = switch (request) {
            case Body.Whole whole -> LuxiRequest.in(whole.payload()).kind();
            case Body.Ends ends -> LuxiRequest.in(ends.head()).kind();
        };
        return kind == RequestKind.COMMAND || kind == RequestKind.UNKNOWN;
    }
}

package org.paralux.luxi;

import java.util.ArrayList;
import java.util.List;

/**
 * The framing rules of LUXI: a message is JSON text followed by one ETX byte, in both directions.
 *
 * <p>JSON allows no raw control character inside a string and ETX is no JSON white space, so an ETX never occurs inside
 * a message. (luxid breaks this rule where it writes the low eight bits of a character, U+4E03 for one, into an error
 * text; such a reply ends early for every client.) LUXI carries no request id and a daemon answers a connection's
 * requests in order, so a reply belongs to the oldest open request.
 */
public final class Framing {
    /** The byte that ends every frame. */
    public static final byte ETX = 0x03;

    private Framing() {}

    /** The payloads of the complete frames in {@code stream}; what follows the last ETX is left out. */
    public static List<Payload> split(byte[] stream) {
        List<Payload> payloads = new ArrayList<>();
        int start = 0;
        for (int i = 0; i < stream.length; i++) {
            if (stream[i] == ETX) {
                payloads.add(Payload.copyOf(stream, start, i - start));
                start = i + 1;
            }
        }
        return payloads;
    }
}

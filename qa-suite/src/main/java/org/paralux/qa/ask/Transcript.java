package org.paralux.qa.ask;

import java.util.List;
import java.util.Locale;
import org.paralux.luxi.Payload;

/**
 * What a daemon said in a conversation.
 *
 * @param replies in order
 */
public record Transcript(List<Payload> replies, End end) {
    /** In what state it left the connection. */
    public enum End {
        /** It waits for more. */
        OPEN,
        /** It closed the connection. */
        CLOSED,
        /** It closed in the middle of a reply. */
        CUT,
        /** It could not be reached at all. */
        UNREACHABLE;

        private final String word = name().toLowerCase(Locale.ROOT);

        public String word() {
            return word;
        }
    }

    public Transcript {
        replies = List.copyOf(replies);
    }
}

package org.paralux.proxy.tee;

import org.paralux.luxi.Payload;

/** What was kept of one frame's content. */
public sealed interface Body {
    /** How long the content was, kept or not. */
    long length();

    /** All of it. */
    record Whole(Payload payload) implements Body {
        @Override
        public long length() {
            return payload.length();
        }
    }

    /**
     * Its two ends, of a content that nobody compares or that was too large to keep. masterd writes {@code success}
     * last and luxid first, so the ends tell how a call went.
     *
     * @param head the first {@link EndsBuilder#HEAD_BYTES}
     * @param tail the last {@link EndsBuilder#TAIL_BYTES}
     */
    record Ends(long length, Payload head, Payload tail) implements Body {}
}

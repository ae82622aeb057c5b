package org.paralux.proxy.tee;

import org.jspecify.annotations.Nullable;
import org.paralux.luxi.LuxiRequest;
import org.paralux.luxi.Payload;

/** What was kept of one frame's content. */
public sealed interface Body {
    /** How long the content was, kept or not. */
    long length();

    /**
     * All of it.
     *
     * @param read what request it is, where that was found out on its way
     */
    record Whole(Payload payload, @Nullable LuxiRequest read) implements Body {
        public Whole(Payload payload) {
            this(payload, null);
        }

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

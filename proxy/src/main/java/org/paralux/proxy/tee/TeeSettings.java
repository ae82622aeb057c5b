package org.paralux.proxy.tee;

/**
 * What the tee keeps.
 *
 * @param requestWholeBytes a longer request is kept by its ends
 * @param replyWholeBytes a longer reply is kept by its ends; 0 where nobody compares replies
 */
public record TeeSettings(int requestWholeBytes, int replyWholeBytes) {
    /** Observing: requests are read for what they ask, replies only for how they ended. */
    public static final TeeSettings OBSERVE = new TeeSettings(8 << 20, 0);
}

package org.paralux.proxy.tee;

import org.jspecify.annotations.Nullable;
import org.paralux.proxy.spool.Spool;

/**
 * Where the tees keep bodies.
 *
 * @param spool for replies too large for memory; null where nobody compares replies
 * @param large says which large replies are kept
 */
public record TeeRoom(TeeBudget memory, @Nullable Spool spool, LargeReplies large) {
    public static TeeRoom of(TeeBudget memory) {
        return new TeeRoom(memory, null, new LargeReplies(System::nanoTime));
    }
}

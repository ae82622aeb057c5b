/**
 * What a LUXI message is: payload, method, kind, query, reply, fingerprint; the framing rules; a small blocking client.
 *
 * <p>Bytes come in as a {@link org.paralux.luxi.Payload}; what leaves is a {@link org.paralux.luxi.LuxiRequest} or a
 * {@link org.paralux.luxi.LuxiReply}; of a reply too large to keep, {@link org.paralux.luxi.ReplyEnds} tells what its
 * ends show. Nothing but {@link org.paralux.luxi.LuxiClient} knows a daemon or a clock. Start with
 * {@link org.paralux.luxi.LuxiRequest}, then {@link org.paralux.luxi.Query}.
 */
@NullMarked
package org.paralux.luxi;

import org.jspecify.annotations.NullMarked;

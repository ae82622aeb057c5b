package org.paralux.audit;

import org.jspecify.annotations.Nullable;

/**
 * The class and code of a failed call; the text is not kept.
 *
 * @param errorClass written as {@code class}; {@code text} where the daemon sent a plain text
 */
public record ReplyError(String errorClass, @Nullable String code) {}

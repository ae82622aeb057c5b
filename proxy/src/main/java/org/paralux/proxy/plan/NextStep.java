package org.paralux.proxy.plan;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What comes next for a class, before it happens.
 *
 * @param step the class is in, from 1; {@code of} so many
 * @param to the stage that comes next; null after the last
 * @param earliest when; null where that is not known
 * @param text in one line
 */
record NextStep(
        int step, int of, @Nullable String to, @Nullable Instant earliest, String text) {}

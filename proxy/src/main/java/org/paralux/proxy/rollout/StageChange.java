package org.paralux.proxy.rollout;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What somebody wants of the stages.
 *
 * @param classes names of query classes; none for every class that has no stage of its own
 * @param to the stage from now on
 * @param by who asks: {@code paralux}, or as {@link org.paralux.proxy.admin.Caller} tells it
 * @param why in one line
 * @param basis what is known of the classes; null where nothing was asked
 */
public record StageChange(
        List<String> classes,
        ClassStage to,
        String by,
        String why,
        @Nullable String basis) {
    /** Whom changes are from that nobody asked for. */
    public static final String PARALUX = "paralux";

    public StageChange {
        classes = List.copyOf(classes);
        if (why.isBlank()) {
            throw new IllegalArgumentException("why: nothing (expected: a reason in a few words)");
        }
    }
}

package org.paralux.diff;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One rule of a rules file: which divergences it means, and what it makes of them.
 *
 * @param line where it begins in its file
 * @param expires the last day on which it holds; null for ever, which only shipped rules may
 * @param budget how many divergences of one reply it may clear; what is beyond stays
 */
public record Rule(
        String id,
        int line,
        Match match,
        Effect effect,
        String owner,
        String reason,
        LocalDate approved,
        @Nullable LocalDate expires,
        long budget) {
    public Rule {
        if (budget < 1) {
            throw new IllegalArgumentException("budget: " + budget + " (expected: >= 1)");
        }
    }

    /**
     * Which divergences.
     *
     * @param queryClass null for every class, and for a request that is no query
     * @param kinds none for every kind
     * @param client null for every client
     * @param releases null for every release
     */
    public record Match(
            @Nullable Glob queryClass,
            Glob path,
            Set<DivergenceKind> kinds,
            @Nullable Glob client,
            @Nullable Releases releases) {
        public Match {
            kinds = Set.copyOf(kinds);
        }

        private String text() {
            String sorted = kinds.stream().map(DivergenceKind::word).sorted().collect(Collectors.joining(","));
            return "class=" + (queryClass == null ? "" : queryClass.text()) + " path=" + path.text() + " kind=" + sorted
                    + " client=" + (client == null ? "" : client.text()) + " version="
                    + (releases == null ? "" : releases.text());
        }
    }

    /** What becomes of them. */
    public sealed interface Effect {
        /** They are cleared. */
        record Ignore() implements Effect {}

        /** Two numbers are cleared that are apart by no more than one of these; null where it is not given. */
        record Tolerance(
                @Nullable BigDecimal absolute, @Nullable BigDecimal relative) implements Effect {}

        /** The order of a list or of rows is cleared, and its elements are told by value. */
        record Unordered() implements Effect {}

        /** The objects of a list are matched by this member of theirs, and their order is cleared. */
        record Key(String member) implements Effect {}

        /** They stay, with this cause. */
        record Because(Cause cause) implements Effect {}
    }

    boolean holdsOn(LocalDate day) {
        return !approved.isAfter(day) && (expires == null || !expires.isBefore(day));
    }

    boolean isExpiredOn(LocalDate day) {
        return expires != null && expires.isBefore(day);
    }

    boolean concerns(@Nullable String queryClass, ComparisonContext context) {
        return (match.queryClass == null || (queryClass != null && match.queryClass.matches(queryClass)))
                && (match.client == null || (context.clientKey() != null && match.client.matches(context.clientKey())))
                && (match.releases == null || (context.release() != null && match.releases.contain(context.release())));
    }

    boolean means(String path, DivergenceKind kind) {
        return (match.kinds.isEmpty() || match.kinds.contains(kind)) && match.path.matches(path);
    }

    /** All that decides what it does, in one line. */
    String text() {
        return id + " " + match.text() + " effect=" + effect + " approved=" + approved + " expires=" + expires
                + " budget=" + budget;
    }
}

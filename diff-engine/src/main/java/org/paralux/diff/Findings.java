package org.paralux.diff;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Gathers divergences: asks the rules first, then why, counts all, and keeps some of each group, so that a cause with
 * many does not push the others out.
 */
final class Findings {
    private static final int KEPT_OF_A_GROUP = 250;
    private static final int MAX_GROUPS = 500;

    private final List<Rule> rules;
    private final Causes causes;
    private final List<Divergence> kept = new ArrayList<>();
    private final Map<Group, Tally> groups = new LinkedHashMap<>();
    private final Map<String, Long> fired = new LinkedHashMap<>();
    private @Nullable RowMatching rows;
    private long rowCount;

    Findings(List<Rule> rules, Causes causes) {
        this.rules = rules;
        this.causes = causes;
    }

    private record Group(
            Cause cause, DivergenceKind kind, @Nullable String field) {}

    private static final class Tally {
        private long count;
        private int kept;

        /** A field that was asked for twice has the same place twice, one after the other. */
        private long places;

        private @Nullable String lastPath;

        void add(String path) {
            count++;
            places += path.equals(lastPath) ? 0 : 1;
            lastPath = path;
        }
    }

    /** @param known why, where the finder knows; else it is asked here */
    void add(Difference difference, @Nullable Cause known) {
        Spot spot = difference.spot();
        Cause given = null;
        for (Rule rule : rules) {
            if (rule.means(spot.path(), difference.kind())) {
                if (rule.effect() instanceof Rule.Effect.Because because) {
                    count(rule);
                    given = because.cause();
                    break;
                }
                if (clears(rule, difference) && withinBudget(rule)) {
                    count(rule);
                    return;
                }
            }
        }
        Cause cause = given != null ? given : known != null ? known : causes.of(difference);
        keep(spot, difference.kind(), cause, difference.primaryText(), difference.shadowText());
    }

    void addTexts(Spot spot, DivergenceKind kind, @Nullable String primary, @Nullable String shadow, Cause cause) {
        Cause given = cause;
        for (Rule rule : rules) {
            if (rule.means(spot.path(), kind)) {
                boolean clears = switch (rule.effect()) {
                    case Rule.Effect.Ignore _ -> true;
                    case Rule.Effect.Unordered _, Rule.Effect.Key _ -> kind == DivergenceKind.ORDER;
                    case Rule.Effect.Tolerance _, Rule.Effect.Because _ -> false;
                };
                if (clears && withinBudget(rule)) {
                    count(rule);
                    return;
                }
                if (rule.effect() instanceof Rule.Effect.Because because) {
                    count(rule);
                    given = because.cause();
                    break;
                }
            }
        }
        keep(spot, kind, given, primary, shadow);
    }

    /** Whether a rule says that the list at this place is a set. */
    boolean isUnordered(Spot spot) {
        return rules.stream()
                .anyMatch(rule -> rule.effect() instanceof Rule.Effect.Unordered
                        && rule.means(spot.path(), DivergenceKind.ORDER));
    }

    /** The member by which a rule matches the objects of the list at this place. */
    @Nullable String keyOf(Spot spot) {
        for (Rule rule : rules) {
            if (rule.effect() instanceof Rule.Effect.Key key && rule.means(spot.path(), DivergenceKind.ORDER)) {
                return key.member();
            }
        }
        return null;
    }

    void rowsMatched(RowMatching matching, long count) {
        rows = matching;
        rowCount = count;
    }

    private static boolean clears(Rule rule, Difference difference) {
        return switch (rule.effect()) {
            case Rule.Effect.Ignore _ -> true;
            case Rule.Effect.Tolerance tolerance ->
                difference.kind() == DivergenceKind.VALUE && isWithin(tolerance, difference);
            case Rule.Effect.Unordered _, Rule.Effect.Key _ -> difference.kind() == DivergenceKind.ORDER;
            case Rule.Effect.Because _ -> false;
        };
    }

    private static boolean isWithin(Rule.Effect.Tolerance tolerance, Difference difference) {
        BigDecimal a = Causes.number(difference.primaryReply(), difference.primary());
        BigDecimal b = Causes.number(difference.shadowReply(), difference.shadow());
        if (a == null || b == null) {
            return false;
        }
        BigDecimal apart = a.subtract(b).abs();
        BigDecimal absolute = tolerance.absolute();
        BigDecimal relative = tolerance.relative();
        return (absolute != null && apart.compareTo(absolute) <= 0)
                || (relative != null && apart.compareTo(a.abs().multiply(relative)) <= 0);
    }

    private boolean withinBudget(Rule rule) {
        return fired.getOrDefault(rule.id(), 0L) < rule.budget();
    }

    private void count(Rule rule) {
        fired.merge(rule.id(), 1L, Long::sum);
    }

    private void keep(Spot spot, DivergenceKind kind, Cause cause, @Nullable String primary, @Nullable String shadow) {
        Group group = new Group(cause, kind, spot.field());
        if (groups.size() >= MAX_GROUPS && !groups.containsKey(group)) {
            group = new Group(cause, kind, null);
        }
        Tally tally = groups.computeIfAbsent(group, _ -> new Tally());
        tally.add(spot.path());
        if (tally.kept < KEPT_OF_A_GROUP && kept.size() < Comparison.MAX_DIVERGENCES) {
            tally.kept++;
            kept.add(new Divergence(spot.place(), kind, cause, primary, shadow, spot.object(), spot.volatility()));
        }
    }

    Comparison result() {
        long total = groups.values().stream().mapToLong(tally -> tally.count).sum();
        if (total == 0) {
            Verdict verdict = fired.isEmpty() ? Verdict.MATCH : Verdict.EQUIVALENT;
            return new Comparison(verdict, List.of(), 0, List.of(), fired, rows, null);
        }
        List<DivergenceGroup> counted = groups.entrySet().stream()
                .map(entry -> new DivergenceGroup(
                        seenWhole(entry.getKey(), entry.getValue().places),
                        entry.getKey().kind(),
                        entry.getKey().field(),
                        entry.getValue().count))
                .sorted(Comparator.comparingLong(DivergenceGroup::count).reversed())
                .toList();
        List<Divergence> explained = kept.stream()
                .map(each -> {
                    Group group =
                            new Group(each.cause(), each.kind(), each.place().field());
                    Tally tally = groups.get(group);
                    return tally == null ? each : each.because(seenWhole(group, tally.places));
                })
                .toList();
        return new Comparison(Verdict.DIVERGENT, explained, total, counted, fired, rows, null);
    }

    /** Some causes are told only by all rows: what is inverted in one row of many is no inverted boolean. */
    private Cause seenWhole(Group group, long places) {
        return switch (group.cause()) {
            case INVERTED_BOOLEAN ->
                rowCount == 0 || (places == rowCount && places > 1) ? group.cause() : Cause.UNEXPLAINED;
            case MASTER_UNKNOWN -> places == 1 ? group.cause() : Cause.UNEXPLAINED;
            default -> group.cause();
        };
    }
}

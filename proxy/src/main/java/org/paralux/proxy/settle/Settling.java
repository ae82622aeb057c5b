package org.paralux.proxy.settle;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.paralux.audit.Outcome;
import org.paralux.audit.UndecidedCause;
import org.paralux.diff.Comparer;
import org.paralux.diff.Comparison;
import org.paralux.diff.ComparisonContext;
import org.paralux.diff.Divergence;
import org.paralux.luxi.Query;

/**
 * The settling of one mismatch. Whoever runs it asks for the {@link #nextStep}, takes the looks that it wants at that time
 * and hands them in; after each there may be a {@link #decision}.
 *
 * <pre>
 * client's answer P0 ─ S0 ≠ P0 ─ 50 ms S1 ─ 250 ms S2 P1 ─ 1 s S3 ─ 5 s S4 P2 ─ 18.5 s S5 P3 ─ …
 *                                └─ agrees with a P: lag or moved     └─ three brackets P S P: divergent
 * </pre>
 *
 * <p>Not thread-safe.
 */
public final class Settling {
    private final Comparison first;
    private final SettlingPlan plan;
    private final Looks looks;
    private final List<PlaceCourse> places = new ArrayList<>();
    private int stepsTaken;
    private @Nullable Decision decision;

    /**
     * @param room of all settlings together
     * @param earlier looks that were taken for the same query before, in order
     * @param primary the client's answer
     * @param shadow the shadow's first
     * @param comparison of the two, which found divergences
     */
    public Settling(
            Comparer comparer,
            Query query,
            ComparisonContext context,
            WriteHistory writes,
            SettlingPlan plan,
            ComparisonRoom room,
            List<Look> earlier,
            Look primary,
            Look shadow,
            Comparison comparison) {
        if (comparison.divergences().isEmpty()) {
            throw new IllegalArgumentException("comparison: " + comparison.verdict() + " (expected: divergences)");
        }
        this.first = comparison;
        this.plan = plan;
        this.looks = new Looks(comparer, query, context, room, earlier);
        looks.add(primary);
        looks.add(shadow);
        for (Divergence divergence : comparison.divergences()) {
            places.add(new PlaceCourse(looks, writes, divergence, primary.answeredNanos()));
        }
    }

    /** When to look next; empty once it is decided. */
    public Optional<SettlingPlan.Step> nextStep() {
        return decision == null && stepsTaken < plan.steps().size()
                ? Optional.of(plan.steps().get(stepsTaken))
                : Optional.empty();
    }

    /**
     * Takes a look at either side.
     *
     * @return whether it shows what no look before did, and is kept
     */
    public boolean look(Look look) {
        return looks.add(look);
    }

    /** When the newest look was asked for; older ones would be out of turn. */
    public long lastAskedNanos() {
        return looks.get(looks.size() - 1).askedNanos();
    }

    /** What the looks so far come to; empty while more may tell more. */
    public Optional<Decision> decide() {
        if (decision == null) {
            decision = decided(false);
            keepLooks();
        }
        return Optional.ofNullable(decision);
    }

    private void keepLooks() {
        if (decision == null) {
            looks.keep();
        } else {
            looks.forget();
        }
    }

    /** The step is over, whether or not its looks could be taken. The last one ends in a decision. */
    public Optional<Decision> stepTaken() {
        stepsTaken++;
        if (decide().isEmpty() && stepsTaken == plan.steps().size()) {
            decision = decided(true);
            keepLooks();
        }
        return Optional.ofNullable(decision);
    }

    /** Ends it with what is known by now. */
    public Decision giveUp(UndecidedCause cause) {
        Decision now = decide().orElse(null);
        if (now == null) {
            now = undecided(cause);
            decision = now;
            keepLooks();
        }
        return now;
    }

    public int stepsTaken() {
        return stepsTaken;
    }

    /** All looks from the client's answer on. */
    public List<Look> looks() {
        return looks.own();
    }

    private @Nullable Decision decided(boolean atTheEnd) {
        List<Divergence> certain = new ArrayList<>();
        List<Divergence> flapping = new ArrayList<>();
        LagInterval lag = null;
        boolean open = first.divergenceCount() > first.divergences().size() && !agreedThroughout();
        for (int i = 0; i < places.size(); i++) {
            Divergence divergence = first.divergences().get(i);
            switch (places.get(i).state()) {
                case PlaceState.Divergent() -> certain.add(divergence);
                case PlaceState.Flapping() -> flapping.add(divergence);
                case PlaceState.Lagged(LagInterval interval) -> lag = lag == null ? interval : lag.orLater(interval);
                case PlaceState.Moved() -> {}
                case PlaceState.Open() -> open = true;
            }
        }
        if (!certain.isEmpty() && (!open || atTheEnd)) {
            long count = first.divergenceCount() - first.divergences().size() + certain.size();
            return new Decision(Outcome.DIVERGENT, null, null, certain, count);
        }
        if (open) {
            return atTheEnd ? undecided(flapping.isEmpty() ? UndecidedCause.BUDGET : UndecidedCause.FLAPPING) : null;
        }
        if (!flapping.isEmpty()) {
            return new Decision(Outcome.UNDECIDED, UndecidedCause.FLAPPING, null, flapping, first.divergenceCount());
        }
        return new Decision(lag == null ? Outcome.MOVED : Outcome.LAG, null, lag, List.of(), first.divergenceCount());
    }

    /** Of places beyond those that are known one by one: whether a whole answer of the shadow was one of the primary's. */
    private boolean agreedThroughout() {
        for (int shadow : looks.of(Side.SHADOW)) {
            for (int primary : looks.of(Side.PRIMARY)) {
                if (looks.isSamePayload(primary, shadow)
                        || looks.between(primary, shadow).isEmpty()) {
                    return true;
                }
            }
        }
        return false;
    }

    private Decision undecided(UndecidedCause cause) {
        return new Decision(Outcome.UNDECIDED, cause, null, first.divergences(), first.divergenceCount());
    }
}

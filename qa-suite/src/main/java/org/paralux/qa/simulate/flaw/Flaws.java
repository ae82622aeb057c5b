package org.paralux.qa.simulate.flaw;

import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import org.paralux.luxi.Query;
import tools.jackson.databind.JsonNode;

/**
 * The flaws of one daemon. Only queries are answered wrongly: what changes something, and waits, are served well.
 *
 * <p>Thread-safe.
 */
public final class Flaws {
    public static final Flaws NONE = of(Set.of(), 0);

    private final Set<Flaw> flaws;
    private final long seed;
    private final Random random;

    private Flaws(Set<Flaw> flaws, long seed) {
        this.flaws = flaws;
        this.seed = seed;
        random = new Random(seed);
    }

    /**
     * Those flaws, each once.
     *
     * @param seed decides which row is the wrong one, and when a flaw shows that does so now and then
     */
    public static Flaws of(Set<Flaw> flaws, long seed) {
        EnumSet<Flaw> sorted = EnumSet.noneOf(Flaw.class);
        sorted.addAll(flaws);
        return new Flaws(Collections.unmodifiableSet(sorted), seed);
    }

    public static Flaws of(Flaw... flaws) {
        return of(Set.copyOf(Arrays.asList(flaws)), 0);
    }

    public Set<Flaw> all() {
        return flaws;
    }

    public boolean isEmpty() {
        return flaws.isEmpty();
    }

    /** Whether the configuration is never read again. */
    public boolean freezeConfiguration() {
        return flaws.stream().anyMatch(flaw -> flaw.effect() instanceof Effect.OnConfiguration);
    }

    /** The arguments of a query as they are understood. */
    public JsonNode understood(Query query, JsonNode arguments) {
        JsonNode changed = arguments;
        for (Flaw flaw : flaws) {
            if (flaw.effect() instanceof Effect.OnArguments(var change) && concerns(flaw, query)) {
                changed = change.apply(query, changed);
            }
        }
        return changed;
    }

    /** What is said in place of {@code result}, which stays as it is. */
    public Told told(Query query, boolean success, JsonNode result) {
        Told told = new Told(query, seed, success, result.deepCopy());
        for (Flaw flaw : flaws) {
            if (concerns(flaw, query)) {
                changeOf(flaw).ifPresent(change -> change.accept(told));
            }
        }
        return told;
    }

    private Optional<Consumer<Told>> changeOf(Flaw flaw) {
        return switch (flaw.effect()) {
            case Effect.OnAnswer(Consumer<Told> change) -> Optional.of(change);
            case Effect.OnSomeAnswers(double probability, Consumer<Told> change) ->
                random.nextDouble() < probability ? Optional.of(change) : Optional.empty();
            case Effect.OnConfiguration _, Effect.OnArguments _, Effect.OnConnection _ -> Optional.empty();
        };
    }

    /** What goes wrong with the reply to a query on its way. */
    public Optional<ConnectionFault> faultOf(Query query) {
        for (Flaw flaw : flaws) {
            if (flaw.effect() instanceof Effect.OnConnection(ConnectionFault fault) && concerns(flaw, query)) {
                return Optional.of(fault);
            }
        }
        return Optional.empty();
    }

    private static boolean concerns(Flaw flaw, Query query) {
        return flaw.trace().isSeenBy(query.queryClass().name());
    }

    @Override
    public String toString() {
        return flaws.stream().map(Flaw::word).toList().toString();
    }
}

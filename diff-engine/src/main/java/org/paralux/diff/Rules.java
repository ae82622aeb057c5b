package org.paralux.diff;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.paralux.luxi.base.Sha256;

/** The rules of comparison, in the order in which they are tried. The first that means a divergence decides on it. */
public final class Rules {
    private static final int HASH_BYTES = 8;
    private static final Rules SHIPPED = shippedRules();

    private final List<Rule> rules;
    private final String hash;

    private Rules(List<Rule> rules) {
        this.rules = List.copyOf(rules);
        this.hash = hashOf(this.rules);
    }

    /** Those that come with the program: what the protocol builds from sets has no order. */
    public static Rules shipped() {
        return SHIPPED;
    }

    /** No rules at all, not even those shipped. */
    public static Rules none() {
        return new Rules(List.of());
    }

    /**
     * The rules of a file, and behind them those shipped.
     *
     * @param name what the file is called in complaints
     * @throws RulesException with one line a mistake
     */
    public static Rules read(String name, String yaml) throws RulesException {
        List<Rule> own = new RulesFile(name).read(yaml);
        return new Rules(Stream.concat(own.stream(), SHIPPED.rules.stream()).toList());
    }

    /**
     * Those that hold on a day: approved by then, and not expired. What they clear is only what was recorded after their
     * approval, so the day is that of the trial and not of today.
     */
    public Rules on(LocalDate day) {
        return new Rules(rules.stream().filter(rule -> rule.holdsOn(day)).toList());
    }

    public List<Rule> all() {
        return rules;
    }

    /** Those that are not shipped. */
    public Rules own() {
        return new Rules(
                rules.stream().filter(rule -> !SHIPPED.rules.contains(rule)).toList());
    }

    /** This rule, and behind it those shipped. */
    public static Rules withOnly(Rule rule) {
        return new Rules(Stream.concat(Stream.of(rule), SHIPPED.rules.stream()).toList());
    }

    /** The same for the same rules: of two sets of rules with different hashes no evidence is pooled. */
    public String hash() {
        return hash;
    }

    /**
     * What is wrong with rules that are well-formed, one line each: expired ones, and those so broad that they would hide
     * what nobody has looked at.
     */
    public List<RuleFinding> findings(LocalDate today) {
        return rules.stream()
                .filter(rule -> !SHIPPED.rules.contains(rule))
                .flatMap(rule -> RuleFinding.of(rule, today))
                .toList();
    }

    /** Those that concern one trial. */
    List<Rule> concerning(@Nullable String queryClass, ComparisonContext context) {
        return rules.stream().filter(rule -> rule.concerns(queryClass, context)).toList();
    }

    private static Rules shippedRules() {
        try {
            return new Rules(new RulesFile("shipped-rules.yaml").read(Resource.text("shipped-rules.yaml")));
        } catch (RulesException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String hashOf(List<Rule> rules) {
        return Sha256.hex(rules.stream().map(Rule::text).collect(Collectors.joining("\n")), HASH_BYTES);
    }
}

package org.paralux.diff;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.paralux.luxi.Printable;
import tools.jackson.core.JacksonException;

/** Reads a rules file, and tells every mistake in it with its line. The form is in docs/comparison.md. */
final class RulesFile {
    private static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9-]{0,79}");
    private static final Set<String> KEYS =
            Set.of("id", "match", "effect", "owner", "reason", "approved", "expires", "budget");
    private static final Set<String> MATCH_KEYS = Set.of("class", "path", "kind", "client", "version");

    private final String name;
    private final List<String> mistakes = new ArrayList<>();
    private final Set<String> ids = new HashSet<>();

    RulesFile(String name) {
        this.name = name;
    }

    List<Rule> read(String yaml) throws RulesException {
        List<Rule> rules = new ArrayList<>();
        try {
            readInto(rules, YamlTree.read(yaml));
        } catch (JacksonException e) {
            int line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
            String first =
                    String.valueOf(e.getOriginalMessage()).lines().findFirst().orElse("");
            mistakes.add(name + ":" + line + ": not YAML: " + first);
        }
        if (!mistakes.isEmpty()) {
            throw new RulesException(mistakes);
        }
        return rules;
    }

    private void readInto(List<Rule> rules, YamlTree root) {
        if (root instanceof YamlTree.Scalar nothing && nothing.text() == null) {
            return;
        }
        Keys keys = keys("", root, Set.of("rules"));
        if (keys.get("rules") instanceof YamlTree.Sequence sequence) {
            for (YamlTree element : sequence.elements()) {
                int before = mistakes.size();
                Rule rule = rule(element);
                if (rule != null && mistakes.size() == before) {
                    rules.add(rule);
                }
            }
        } else if (mistakes.isEmpty()) {
            mistake(root.line(), "rules: " + keys.sort("rules") + " (expected: a list of rules)");
        }
    }

    private @Nullable Rule rule(YamlTree tree) {
        Keys keys = keys("rule", tree, KEYS);
        if (keys.entries.isEmpty()) {
            return null;
        }
        String id = text(keys, "id", "a short name such as tags-are-sets");
        if (!id.isEmpty() && !ID.matcher(id).matches()) {
            mistake(keys.line("id"), "id: '" + id + "' (expected: small letters, digits and hyphens)");
        } else if (!id.isEmpty() && !ids.add(id)) {
            mistake(keys.line("id"), "id: '" + id + "' stands twice (expected: once)");
        }
        Rule.Match match = match(keys);
        Rule.Effect effect = effect(keys);
        String owner = text(keys, "owner", "who answers for the rule");
        String reason = text(keys, "reason", "why the rule is right");
        LocalDate approved = date(keys, "approved");
        LocalDate expires = "never".equals(optional(keys, "expires")) ? null : date(keys, "expires");
        String budget = optional(keys, "budget");
        Long most = budget == null
                ? Long.valueOf(Long.MAX_VALUE)
                : parsed(keys, "budget", "a whole number from 1 on", Long::valueOf);
        if (most != null && most < 1) {
            mistake(keys.line("budget"), "budget: '" + budget + "' (expected: a whole number from 1 on)");
        }
        if (match == null || effect == null || approved == null || most == null || most < 1) {
            return null;
        }
        if (expires != null && expires.isBefore(approved)) {
            mistake(keys.line("expires"), "expires: " + expires + " (expected: not before approved, " + approved + ")");
        }
        return new Rule(id, tree.line(), match, effect, owner, reason, approved, expires, most);
    }

    private Rule.@Nullable Match match(Keys rule) {
        YamlTree tree = rule.get("match");
        if (tree == null) {
            mistake(rule.line, "match: missing (expected: class, path, kind, client or version)");
            return null;
        }
        Keys keys = keys("match", tree, MATCH_KEYS);
        String path = text(keys, "path", "a path such as result.data[*].tags");
        Releases releases = optional(keys, "version") == null
                ? null
                : parsed(
                        keys,
                        "version",
                        "a release such as 2.10, or a range such as <2.8",
                        text -> Releases.of(text).orElseThrow(() -> new IllegalArgumentException(text)));
        return new Rule.Match(glob(keys, "class"), Glob.of(path), kinds(keys), glob(keys, "client"), releases);
    }

    private @Nullable Glob glob(Keys keys, String key) {
        String text = optional(keys, key);
        return text == null ? null : Glob.of(text);
    }

    private Set<DivergenceKind> kinds(Keys keys) {
        Set<DivergenceKind> kinds = EnumSet.noneOf(DivergenceKind.class);
        List<YamlTree> words = switch (keys.get("kind")) {
            case null -> List.of();
            case YamlTree.Sequence sequence -> sequence.elements();
            case YamlTree.Scalar scalar -> List.of(scalar);
            case YamlTree.Mapping mapping -> List.of(mapping);
        };
        for (YamlTree word : words) {
            String text = word instanceof YamlTree.Scalar scalar ? scalar.text() : null;
            DivergenceKind kind = Arrays.stream(DivergenceKind.values())
                    .filter(each -> each.word().equals(text))
                    .findFirst()
                    .orElse(null);
            if (kind == null) {
                String all = String.join(
                        ", ",
                        Arrays.stream(DivergenceKind.values())
                                .map(DivergenceKind::word)
                                .toList());
                mistake(word.line(), "kind: " + word.sort() + " (expected: some of " + all + ")");
            } else {
                kinds.add(kind);
            }
        }
        return kinds;
    }

    private Rule.@Nullable Effect effect(Keys rule) {
        String expected = "ignore, unordered, tolerance, key or cause";
        switch (rule.get("effect")) {
            case null -> mistake(rule.line, "effect: missing (expected: " + expected + ")");
            case YamlTree.Scalar scalar
            when "ignore".equals(scalar.text()) -> {
                return new Rule.Effect.Ignore();
            }
            case YamlTree.Scalar scalar
            when "unordered".equals(scalar.text()) -> {
                return new Rule.Effect.Unordered();
            }
            case YamlTree.Mapping mapping
            when mapping.entries().size() == 1 -> {
                Keys keys = keys("effect", mapping, Set.of("tolerance", "key", "cause"));
                return switch (mapping.entries().getFirst().key()) {
                    case "tolerance" -> tolerance(keys);
                    case "key" -> new Rule.Effect.Key(text(keys, "key", "a member of the objects of the list"));
                    case "cause" -> cause(keys);
                    default -> null;
                };
            }
            case YamlTree other -> mistake(other.line(), "effect: " + other.sort() + " (expected: " + expected + ")");
        }
        return null;
    }

    private Rule.@Nullable Effect tolerance(Keys effect) {
        YamlTree tree = effect.get("tolerance");
        Keys keys = keys(
                "tolerance",
                tree == null ? new YamlTree.Scalar(effect.line, null) : tree,
                Set.of("absolute", "relative"));
        BigDecimal absolute = amount(keys, "absolute");
        BigDecimal relative = amount(keys, "relative");
        if (absolute == null && relative == null) {
            mistake(keys.line, "tolerance: nothing (expected: absolute, relative or both, each more than 0)");
            return null;
        }
        return new Rule.Effect.Tolerance(absolute, relative);
    }

    private @Nullable BigDecimal amount(Keys keys, String key) {
        BigDecimal amount = optional(keys, key) == null ? null : parsed(keys, key, "a number", BigDecimal::new);
        if (amount != null && amount.signum() <= 0) {
            mistake(keys.line(key), key + ": " + amount + " (expected: more than 0)");
        }
        return amount;
    }

    private Rule.@Nullable Effect cause(Keys keys) {
        String word = text(keys, "cause", "a cause of the library");
        Cause cause = Cause.withWord(word).orElse(null);
        if (cause == null && !word.isEmpty()) {
            mistake(keys.line("cause"), "cause: '" + word + "' (expected: a cause of docs/comparison.md)");
        }
        return cause == null ? null : new Rule.Effect.Because(cause);
    }

    private @Nullable LocalDate date(Keys keys, String key) {
        if (text(keys, key, "a date such as 2026-11-24").isEmpty()) {
            return null;
        }
        return parsed(keys, key, "a date such as 2026-11-24", LocalDate::parse);
    }

    private <T> @Nullable T parsed(Keys keys, String key, String expected, Function<String, T> parse) {
        String text = optional(keys, key);
        try {
            return text == null ? null : parse.apply(text);
        } catch (DateTimeParseException | IllegalArgumentException _) {
            mistake(keys.line(key), key + ": '" + text + "' (expected: " + expected + ")");
            return null;
        }
    }

    private String text(Keys keys, String key, String expected) {
        String text = optional(keys, key);
        if (text == null && (keys.get(key) == null || keys.get(key) instanceof YamlTree.Scalar)) {
            mistake(keys.line(key), key + ": missing (expected: " + expected + ")");
        }
        return text == null ? "" : text;
    }

    private @Nullable String optional(Keys keys, String key) {
        return switch (keys.get(key)) {
            case null -> null;
            case YamlTree.Scalar scalar -> scalar.text();
            case YamlTree other -> {
                mistake(other.line(), key + ": " + other.sort() + " (expected: one value)");
                yield null;
            }
        };
    }

    private Keys keys(String what, YamlTree tree, Set<String> allowed) {
        if (!(tree instanceof YamlTree.Mapping mapping)) {
            mistake(tree.line(), (what.isEmpty() ? "" : what + ": ") + tree.sort() + " (expected: keys with values)");
            return new Keys(tree.line(), List.of());
        }
        Set<String> seen = new HashSet<>();
        for (YamlTree.Entry entry : mapping.entries()) {
            if (!allowed.contains(entry.key())) {
                String expected = String.join(", ", allowed.stream().sorted().toList());
                mistake(entry.line(), entry.key() + ": no such key (expected: one of " + expected + ")");
            } else if (!seen.add(entry.key())) {
                mistake(entry.line(), entry.key() + ": set twice (expected: once)");
            }
        }
        return new Keys(tree.line(), mapping.entries());
    }

    private void mistake(int line, String text) {
        mistakes.add(name + ":" + line + ": " + Printable.line(text));
    }

    /** The keys of one mapping. */
    private record Keys(int line, List<YamlTree.Entry> entries) {
        @Nullable YamlTree get(String key) {
            return entries.stream()
                    .filter(entry -> entry.key().equals(key))
                    .map(YamlTree.Entry::value)
                    .findFirst()
                    .orElse(null);
        }

        int line(String key) {
            YamlTree value = get(key);
            return value == null ? line : value.line();
        }

        String sort(String key) {
            YamlTree value = get(key);
            return value == null ? "missing" : value.sort();
        }
    }
}

package org.paralux.qa.finding;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.paralux.diff.YamlTree;
import tools.jackson.core.JacksonException;

/**
 * Findings that are accepted for a time, each by somebody. One that has expired accepts nothing.
 *
 * @param entries in the order of the file
 */
public record Baseline(List<Entry> entries) {
    public static final Baseline NONE = new Baseline(List.of());

    private static final List<String> KEYS = List.of("finding", "owner", "reason", "expires");

    public Baseline {
        entries = List.copyOf(entries);
    }

    /**
     * One accepted finding.
     *
     * @param finding what it is called
     * @param expires the last day on which it is accepted
     */
    public record Entry(String finding, String owner, String reason, LocalDate expires) {}

    /** Who accepts a finding today, or why nobody does. */
    public enum Standing {
        NEW,
        ACCEPTED,
        /** It was accepted until some day before. */
        EXPIRED
    }

    public Standing standing(FindingKey key, LocalDate today) {
        List<Entry> own = entries.stream()
                .filter(entry -> entry.finding().equals(key.text()))
                .toList();
        if (own.isEmpty()) {
            return Standing.NEW;
        }
        return own.stream().anyMatch(entry -> !entry.expires().isBefore(today)) ? Standing.ACCEPTED : Standing.EXPIRED;
    }

    /** Those that have expired, whether or not they were found. */
    public List<Entry> expired(LocalDate today) {
        return entries.stream().filter(entry -> entry.expires().isBefore(today)).toList();
    }

    /**
     * Reads {@code accepted:}, a list of entries.
     *
     * @param name what the file is called in complaints
     * @throws IllegalArgumentException with the line of the first mistake, and what was expected
     */
    public static Baseline read(String name, String yaml) {
        YamlTree tree;
        try {
            tree = YamlTree.read(yaml);
        } catch (JacksonException e) {
            throw new IllegalArgumentException(name + ": no YAML: " + e.getOriginalMessage(), e);
        }
        if (!(tree instanceof YamlTree.Mapping(int _, List<YamlTree.Entry> top))
                || top.size() != 1
                || !top.getFirst().key().equals("accepted")
                || !(top.getFirst().value() instanceof YamlTree.Sequence(int _, List<YamlTree> elements))) {
            throw new IllegalArgumentException(name + ": line 1: (expected: 'accepted:' and a list)");
        }
        List<Entry> entries = new ArrayList<>();
        for (YamlTree element : elements) {
            entries.add(entry(name, element));
        }
        return new Baseline(entries);
    }

    private static Entry entry(String name, YamlTree element) {
        String where = name + ": line " + element.line() + ": ";
        if (!(element instanceof YamlTree.Mapping(int _, List<YamlTree.Entry> members))) {
            throw new IllegalArgumentException(where + element.sort() + " (expected: " + String.join(", ", KEYS) + ")");
        }
        Map<String, String> values = new HashMap<>();
        for (YamlTree.Entry member : members) {
            if (!KEYS.contains(member.key())
                    || !(member.value() instanceof YamlTree.Scalar(int _, String text))
                    || text == null) {
                throw new IllegalArgumentException(name + ": line " + member.line() + ": " + member.key()
                        + " (expected: one of " + String.join(", ", KEYS) + ", with a text)");
            }
            values.put(member.key(), text);
        }
        if (values.size() != KEYS.size()) {
            throw new IllegalArgumentException(where + "(expected: all of " + String.join(", ", KEYS) + ")");
        }
        return new Entry(value(values, "finding"), value(values, "owner"), value(values, "reason"), day(where, values));
    }

    private static LocalDate day(String where, Map<String, String> values) {
        try {
            return LocalDate.parse(value(values, "expires"));
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(
                    where + "expires: '" + value(values, "expires") + "' (expected: a day, as in 2027-01-31)", e);
        }
    }

    private static String value(Map<String, String> values, String key) {
        return Objects.requireNonNull(values.get(key));
    }
}

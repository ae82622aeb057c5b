package org.paralux.proxy.plan;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.paralux.diff.YamlTree;
import org.paralux.luxi.Printable;

/** The keys of one mapping of a plan. Tells every mistake with its line. */
final class YamlKeys {
    private final Map<String, YamlTree.Entry> entries = new LinkedHashMap<>();
    private final int line;
    private final List<String> mistakes;
    private final String file;

    /** @param known all keys there may be; none for any */
    YamlKeys(String what, YamlTree tree, Set<String> known, String file, List<String> mistakes) {
        this.line = tree.line();
        this.file = file;
        this.mistakes = mistakes;
        if (!(tree instanceof YamlTree.Mapping mapping)) {
            mistake(line, what + ": " + tree.sort() + " (expected: keys with values)");
            return;
        }
        for (YamlTree.Entry entry : mapping.entries()) {
            if (!known.isEmpty() && !known.contains(entry.key())) {
                mistake(
                        entry.line(),
                        entry.key() + ": not known in " + what + " (expected: one of "
                                + String.join(", ", known.stream().sorted().toList()) + ")");
            } else if (entries.put(entry.key(), entry) != null) {
                mistake(entry.line(), entry.key() + ": stands twice (expected: once)");
            }
        }
    }

    Set<String> names() {
        return entries.keySet();
    }

    int line(String key) {
        YamlTree.Entry entry = entries.get(key);
        return entry == null ? line : entry.line();
    }

    @Nullable YamlTree get(String key) {
        YamlTree.Entry entry = entries.get(key);
        return entry == null ? null : entry.value();
    }

    /** What a key holds; {@code otherwise} where it is not there or cannot be read, which is told. */
    <T> T value(String key, String expected, Function<String, T> reader, T otherwise) {
        YamlTree tree = get(key);
        if (tree == null) {
            return otherwise;
        }
        String text = tree instanceof YamlTree.Scalar scalar ? scalar.text() : null;
        if (text != null) {
            try {
                return reader.apply(text);
            } catch (IllegalArgumentException e) {
                // Told below, in this file's own words.
            }
        }
        mistake(tree.line(), key + ": " + tree.sort() + " (expected: " + expected + ")");
        return otherwise;
    }

    /** As {@link #value}, of what must be there. */
    <T> T required(String key, String expected, Function<String, T> reader, T otherwise) {
        if (get(key) == null) {
            mistake(line, key + ": missing (expected: " + expected + ")");
            return otherwise;
        }
        return value(key, expected, reader, otherwise);
    }

    /** The words of a list. */
    List<String> words(String key) {
        return switch (get(key)) {
            case null -> List.of();
            case YamlTree.Sequence(int _, List<YamlTree> elements) ->
                elements.stream().map(each -> word(key, each)).toList();
            case YamlTree other -> {
                mistake(other.line(), key + ": " + other.sort() + " (expected: a list)");
                yield List.of();
            }
        };
    }

    private String word(String key, YamlTree element) {
        if (element instanceof YamlTree.Scalar(int _, String text) && text != null) {
            return text;
        }
        mistake(element.line(), key + ": " + element.sort() + " (expected: a name)");
        return "";
    }

    void mistake(int at, String text) {
        mistakes.add(file + ":" + at + ": " + Printable.line(text));
    }
}

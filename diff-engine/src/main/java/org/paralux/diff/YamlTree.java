package org.paralux.diff;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.dataformat.yaml.YAMLFactory;

/** A YAML document whose parts know their lines. */
public sealed interface YamlTree {
    int line();

    /**
     * One value.
     *
     * @param text null where there is no value
     */
    record Scalar(int line, @Nullable String text) implements YamlTree {}

    record Sequence(int line, List<YamlTree> elements) implements YamlTree {}

    /** Keys in their order; one may stand twice. */
    record Mapping(int line, List<Entry> entries) implements YamlTree {}

    record Entry(int line, String key, YamlTree value) {}

    /** What a complaint calls it. */
    default String sort() {
        return switch (this) {
            case Scalar scalar -> scalar.text() == null ? "no value" : "'" + scalar.text() + "'";
            case Sequence _ -> "a list";
            case Mapping _ -> "keys with values";
        };
    }

    /**
     * Reads one document.
     *
     * @throws tools.jackson.core.JacksonException where the text is no YAML
     */
    static YamlTree read(String yaml) {
        try (JsonParser parser = new YAMLFactory().createParser(ObjectReadContext.empty(), yaml)) {
            return read(parser);
        }
    }

    private static YamlTree read(JsonParser parser) {
        Deque<YamlTree> open = new ArrayDeque<>();
        Deque<String> keys = new ArrayDeque<>();
        String key = "";
        for (JsonToken token; (token = parser.nextToken()) != null; ) {
            int line = parser.currentTokenLocation().getLineNr();
            YamlTree done;
            switch (token) {
                case PROPERTY_NAME -> {
                    key = parser.currentName();
                    continue;
                }
                case START_OBJECT -> {
                    keys.push(key);
                    open.push(new Mapping(line, new ArrayList<>()));
                    continue;
                }
                case START_ARRAY -> {
                    keys.push(key);
                    open.push(new Sequence(line, new ArrayList<>()));
                    continue;
                }
                case END_OBJECT, END_ARRAY -> {
                    done = open.pop();
                    key = keys.pop();
                }
                case VALUE_NULL -> done = new Scalar(line, null);
                default -> {
                    String text = parser.getString();
                    done = new Scalar(line, text == null || text.isEmpty() ? null : text);
                }
            }
            switch (open.peek()) {
                case null -> {
                    return done;
                }
                case Scalar _ -> throw new IllegalStateException("a scalar is never open");
                case Sequence sequence -> sequence.elements.add(done);
                case Mapping mapping -> mapping.entries.add(new Entry(done.line(), key, done));
            }
        }
        return new Scalar(1, null);
    }
}

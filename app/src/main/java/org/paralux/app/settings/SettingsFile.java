package org.paralux.app.settings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.paralux.luxi.Printable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.dataformat.yaml.YAMLFactory;
import tools.jackson.dataformat.yaml.YAMLParser;

/** Reads a settings file. Tells every mistake in it, not just the first. */
public final class SettingsFile {
    private static final int LIKELY_TYPO_DISTANCE = 3;

    /** The parser would refuse the whole text. */
    private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{Cntrl}&&[^\\t\\r\\n]]");

    private final Path file;
    private final Map<Setting, Object> values = new EnumMap<>(Setting.class);
    private final List<String> problems = new ArrayList<>();

    private SettingsFile(Path file) {
        this.file = file;
    }

    /**
     * The values in {@code file}, which is read whole.
     *
     * @throws SettingsException with one line a mistake
     */
    public static Map<Setting, Object> read(Path file) throws SettingsException {
        SettingsFile reader = new SettingsFile(file);
        try {
            reader.read(Files.readString(file));
        } catch (NoSuchFileException e) {
            throw new SettingsException(file + ": no such file (expected: a settings file)");
        } catch (IOException e) {
            throw new SettingsException(file + ": cannot be read: " + e.getMessage());
        }
        if (!reader.problems.isEmpty()) {
            throw new SettingsException(String.join(System.lineSeparator(), reader.problems));
        }
        return reader.values;
    }

    /** What stands before a mistake of syntax is checked like any other. */
    private void read(String text) {
        Matcher unprintable = UNPRINTABLE.matcher(text);
        int readable = unprintable.find() ? unprintable.start() : text.length();
        try (JsonParser parser =
                new YAMLFactory().createParser(ObjectReadContext.empty(), text.substring(0, readable))) {
            read(parser);
        } catch (JacksonException e) {
            YamlMistake mistake = YamlMistake.in(e);
            problem(mistake.line(), "not YAML: " + mistake.text());
        }
        if (readable < text.length()) {
            int line = 1
                    + (int) text.substring(0, readable)
                            .chars()
                            .filter(c -> c == '\n')
                            .count();
            problem(line, "not YAML: a control character (expected: text)");
        }
    }

    private void read(JsonParser parser) {
        Deque<String> sections = new ArrayDeque<>();
        JsonToken first = parser.nextToken();
        if (first == null) {
            return;
        }
        if (first != JsonToken.START_OBJECT) {
            problem(parser, "a list or a text (expected: keys with values)");
            return;
        }
        String name = "";
        while (true) {
            JsonToken token = parser.nextToken();
            if (token == null) {
                return;
            }
            switch (token) {
                case PROPERTY_NAME -> name = parser.currentName();
                case START_OBJECT -> sections.addLast(name);
                case END_OBJECT -> {
                    if (sections.pollLast() == null) {
                        requireEnd(parser);
                        return;
                    }
                }
                case START_ARRAY -> {
                    problem(parser, key(sections, name) + ": a list (expected: one value)");
                    parser.skipChildren();
                }
                default -> value(parser, key(sections, name));
            }
        }
    }

    private void requireEnd(JsonParser parser) {
        if (parser.nextToken() != null) {
            problem(parser, "a second document (expected: one)");
        }
    }

    private static String key(Deque<String> sections, String name) {
        return sections.isEmpty() ? name : String.join(".", sections) + "." + name;
    }

    private void value(JsonParser parser, String key) {
        boolean isEmpty = parser.currentToken() == JsonToken.VALUE_NULL;
        List<String> section =
                keys().stream().filter(known -> known.startsWith(key + ".")).toList();
        if (!section.isEmpty()) {
            if (!isEmpty) {
                problem(parser, key + ": a value (expected: a section, of " + String.join(", ", section) + ")");
            }
            return;
        }
        Setting setting = Setting.withKey(key);
        if (setting == null) {
            problem(parser, key + ": no such setting" + suggestion(key));
            return;
        }
        if (isEmpty) {
            problem(parser, key + ": no value (expected: " + setting.description() + ")");
            return;
        }
        if (parser instanceof YAMLParser yaml && yaml.isCurrentAlias()) {
            problem(parser, key + ": an alias (expected: " + setting.description() + ")");
            return;
        }
        if (values.containsKey(setting)) {
            problem(parser, key + ": set twice (expected: once)");
            return;
        }
        try {
            values.put(setting, Settings.parse(key, setting, String.valueOf(parser.getString())));
        } catch (SettingsException e) {
            problem(parser, String.valueOf(e.getMessage()));
        }
    }

    private void problem(JsonParser parser, String text) {
        problem(parser.currentTokenLocation().getLineNr(), text);
    }

    private void problem(int line, String text) {
        problems.add(file + ":" + line + ": " + Printable.line(text));
    }

    private static String suggestion(String key) {
        @Nullable String nearest = Arrays.stream(Setting.values())
                .map(Setting::key)
                .min(Comparator.comparingInt(known -> distance(known, key)))
                .orElse(null);
        return nearest != null && distance(nearest, key) <= LIKELY_TYPO_DISTANCE
                ? " (did you mean " + nearest + "?)"
                : " (expected: one of " + String.join(", ", keys()) + ")";
    }

    private static List<String> keys() {
        return Arrays.stream(Setting.values()).map(Setting::key).toList();
    }

    /** Levenshtein's distance. */
    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        Arrays.setAll(row, i -> i);
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int substituted = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(substituted, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }
}

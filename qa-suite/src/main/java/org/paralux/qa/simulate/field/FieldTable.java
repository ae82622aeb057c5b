package org.paralux.qa.simulate.field;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.paralux.qa.simulate.model.NiceSort;

/**
 * The fields of one resource, read from a file of lines {@code name;title;kind;comparison;source;documentation}.
 *
 * <ul>
 *   <li>{@code comparison} is empty, {@code host-name} or {@code split-time}.
 *   <li>{@code source} is a verb and its argument: how the value is found.
 *   <li>A name with {@code {0-7}} stands for eight fields; {@code {n}} elsewhere in the line is the number.
 *   <li>A name with {@code {hv}} stands for every parameter of {@code parameters.csv} (lines {@code
 *       parameter;title;kind}); {@code {name}}, {@code {title}} and {@code {kind}} elsewhere in the line are its own.
 *   <li>Empty lines and those that begin with {@code #} say nothing.
 * </ul>
 */
public final class FieldTable<R> {
    private static final String FOLDER = "/org/paralux/qa/simulate/fields/";
    private static final Pattern RANGE = Pattern.compile("\\{(\\d+)-(\\d+)}");
    private static final int COLUMNS = 6;

    private final Map<String, Field<R>> byName = new TreeMap<>();

    private FieldTable() {}

    /**
     * Reads a table.
     *
     * @param file the name of the table
     * @param verbs for each verb what it makes of its argument
     * @throws IllegalArgumentException when a line cannot be understood
     */
    public static <R> FieldTable<R> load(String file, Map<String, Function<String, Getter<R>>> verbs) {
        FieldTable<R> table = new FieldTable<>();
        for (String line : lines(file)) {
            for (String expanded : expand(line)) {
                table.add(file, expanded, verbs);
            }
        }
        return table;
    }

    private void add(String file, String line, Map<String, Function<String, Getter<R>>> verbs) {
        String[] columns = line.split(";", COLUMNS);
        if (columns.length < COLUMNS) {
            throw new IllegalArgumentException(file + ": " + line + " (expected: " + COLUMNS + " columns)");
        }
        String[] source = columns[4].split(" ", 2);
        Function<String, Getter<R>> verb = verbs.get(source[0]);
        if (verb == null) {
            throw new IllegalArgumentException(
                    file + ": " + columns[0] + ": verb " + source[0] + " (expected: one of " + verbs.keySet() + ")");
        }
        Field<R> field = new Field<>(
                columns[0],
                columns[1],
                FieldKind.fromWireName(columns[2]),
                comparison(columns[3]),
                columns[5],
                columns[4],
                verb.apply(source.length == 2 ? source[1] : ""));
        if (byName.put(field.name(), field) != null) {
            throw new IllegalArgumentException(file + ": " + field.name() + " (expected: once)");
        }
    }

    private static Comparison comparison(String column) {
        return switch (column) {
            case "" -> Comparison.PLAIN;
            case "host-name" -> Comparison.HOST_NAME;
            case "split-time" -> Comparison.SPLIT_TIME;
            default ->
                throw new IllegalArgumentException(
                        "comparison: " + column + " (expected: empty, host-name or split-time)");
        };
    }

    private static List<String> expand(String line) {
        if (line.contains("{hv}")) {
            return lines("parameters.csv").stream()
                    .map(parameter -> withParameter(line, parameter.split(";", 3)))
                    .toList();
        }
        Matcher range = RANGE.matcher(line);
        if (!range.find()) {
            return List.of(line);
        }
        return IntStream.rangeClosed(Integer.parseInt(range.group(1)), Integer.parseInt(range.group(2)))
                .mapToObj(Integer::toString)
                .map(n -> line.replace(range.group(), n).replace("{n}", n))
                .toList();
    }

    private static String withParameter(String line, String[] parameter) {
        return line.replace("{hv}", parameter[0])
                .replace("{name}", parameter[0])
                .replace("{title}", parameter[1])
                .replace("{kind}", parameter[2]);
    }

    private static List<String> lines(String file) {
        try (InputStream in = Objects.requireNonNull(FieldTable.class.getResourceAsStream(FOLDER + file), file);
                BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            return reader.lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(file, e);
        }
    }

    public Optional<Field<R>> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /** The field of that name, or a column of nothing. */
    public Field<R> findOrUnknown(String name) {
        return find(name).orElseGet(() -> Field.unknown(name));
    }

    /** All fields in nice-sort order of their names. */
    public List<Field<R>> all() {
        return byName.values().stream()
                .sorted(Comparator.comparing(Field::name, NiceSort.INSTANCE))
                .toList();
    }
}

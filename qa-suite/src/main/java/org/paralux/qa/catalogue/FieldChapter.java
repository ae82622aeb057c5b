package org.paralux.qa.catalogue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The fields of a resource: their definitions, all at once, each alone, twice, shuffled, and one that does not exist. */
final class FieldChapter implements Chapter {
    static final String UNKNOWN_FIELD = "no_such_field";
    private static final int SHUFFLES = 3;

    private final ResourceWords words;
    private final List<String> all;
    private final Random random;

    FieldChapter(ResourceWords words, long seed) {
        this.words = words;
        all = words.fieldNames();
        random = new Random(seed);
    }

    @Override
    public Stream<Case> cases() {
        return Stream.of(
                        lists("QueryFields", this::definition),
                        definitionOfAll(),
                        stable(),
                        lists("Query", this::values))
                .flatMap(Function.identity());
    }

    private QueryForm definition(List<String> fields) {
        return QueryForm.fields(words.resource(), fields);
    }

    private QueryForm values(List<String> fields) {
        return QueryForm.query(words.resource(), fields, null);
    }

    private Stream<Case> definitionOfAll() {
        return Stream.of(Case.of(
                new Cell("QueryFields/" + words.resource(), "no list"), QueryForm.fields(words.resource(), null)));
    }

    /** All that the daemons answer without asking a node, beside what names the row. */
    private Stream<Case> stable() {
        List<String> fields = new ArrayList<>(List.of(words.key()));
        all.stream()
                .filter(field ->
                        !Case.of(new Cell("", ""), values(List.of(field))).isCostly())
                .forEach(fields::add);
        return Stream.of(Case.of(new Cell("Query/" + words.resource(), "all but live fields"), values(fields)));
    }

    private Stream<Case> lists(String method, Function<List<String>, QueryForm> form) {
        String subject = method + "/" + words.resource();
        String key = words.key();
        Stream<Case> whole = Stream.of(
                        all,
                        List.<String>of(),
                        all.reversed(),
                        doubled(all),
                        all.stream().sorted().toList())
                .map(list -> Case.of(new Cell(subject, "all fields"), form.apply(list)));
        Stream<Case> shuffled = IntStream.range(0, SHUFFLES)
                .mapToObj(_ -> Case.of(new Cell(subject, "shuffled fields"), form.apply(shuffled())));
        Stream<Case> single =
                all.stream().map(field -> Case.of(new Cell(subject, "one field"), form.apply(List.of(field))));
        Stream<Case> twice = all.stream()
                .map(field -> Case.of(new Cell(subject, "field twice"), form.apply(List.of(field, key, field))));
        Stream<Case> unknown = Stream.of(
                        List.of(UNKNOWN_FIELD), List.of(key, UNKNOWN_FIELD, key), List.of(""), List.of("NAME", "Name"))
                .map(list -> Case.of(new Cell(subject, "unknown field"), form.apply(list)));
        return Stream.of(whole, single, unknown, shuffled, twice).flatMap(Function.identity());
    }

    private static List<String> doubled(List<String> fields) {
        return fields.stream().flatMap(field -> Stream.of(field, field)).toList();
    }

    private List<String> shuffled() {
        List<String> fields = new ArrayList<>(all);
        Collections.shuffle(fields, random);
        int some = fields.isEmpty() ? 0 : 1 + random.nextInt(fields.size());
        return fields.stream().limit(some).collect(Collectors.toList());
    }
}

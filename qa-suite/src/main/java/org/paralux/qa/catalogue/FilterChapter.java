package org.paralux.qa.catalogue;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.paralux.luxi.LuxiJson;
import org.paralux.qa.ask.HarmlessRequest;
import tools.jackson.databind.JsonNode;

/**
 * Filters: every operator on every field with values drawn from the data, and filters in filters to the limits of both
 * daemons. Of a row of fields such as {@code disk.size/0}, {@code disk.size/1}, … the first two stand for all.
 */
final class FilterChapter implements Chapter {
    static final List<String> COMPARISONS = List.of("=", "!=", "==", "<", "<=", ">", ">=");

    /** masterd takes ten levels, luxid as many as come. */
    private static final List<Integer> DEPTHS = List.of(2, 3, 8, 9, 10, 11, 12, 40, 200);

    private static final List<Integer> WIDTHS = List.of(2, 30, 500);

    private static final List<String> WRONG = List.of(
            "[]",
            "[\"=\"]",
            "[\"=\", \"%s\"]",
            "[\"=\", \"%s\", \"a\", \"b\"]",
            "[\"=\", 1, 2]",
            "[\"=\", \"%s\", null]",
            "[\"=\", \"%s\", [1]]",
            "[\"=\", \"%s\", {}]",
            "[\"~\", \"%s\", 1]",
            "[\"?\"]",
            "[\"?\", \"%s\", 1]",
            "[\"!\"]",
            "[\"!\", [\"?\", \"%s\"], [\"?\", \"%s\"]]",
            "[\"&\"]",
            "[\"|\"]",
            "[\"&\", 1]",
            "[1, \"%s\", 2]",
            "[[\"=\"], \"%s\", 2]",
            "\"%s\"",
            "1",
            "{}",
            "true",
            "[\"=\", \"no_such_field\", 1]",
            "[\"?\", \"no_such_field\"]",
            "[\"=~\", \"%s\", 1]",
            "[\"=[]\", \"%s\", [1]]");

    private final ResourceWords words;

    /** Those of which rows have several values come first: they tell rows apart. */
    private final List<FieldWords> fields;

    private final String subject;

    FilterChapter(ResourceWords words) {
        this.words = words;
        fields = words.fields().stream()
                .filter(field -> !field.isOneOfMany())
                .sorted(Comparator.comparingInt(field -> -field.values().size()))
                .toList();
        subject = "Query/" + words.resource();
    }

    @Override
    public Stream<Case> cases() {
        Stream<Case> wrong = WRONG.stream()
                .map(text -> LuxiJson.MAPPER.readTree(text.replace("%s", words.key())))
                .map(filter -> ask("wrong filter", words.key(), filter));
        Stream<Case> truth = fields.stream()
                .flatMap(field -> Stream.of(
                        ask("filter ?", field.name(), FilterTree.truth(field.name())),
                        ask("filter ?", field.name(), FilterTree.not(FilterTree.truth(field.name())))));
        Stream<Case> compared = COMPARISONS.stream().flatMap(operator -> leaves(operator, Values::scalars));
        Stream<Case> matched = leaves("=~", Values::patterns);
        Stream<Case> contained = leaves("=[]", Values::elements);
        return Stream.of(wrong, truth, nested(), compared, matched, contained).flatMap(Function.identity());
    }

    /** The first value of every field comes before the second of any. */
    private Stream<Case> leaves(String operator, Function<FieldWords, List<JsonNode>> values) {
        List<List<JsonNode>> all = fields.stream().map(values).toList();
        int most = all.stream().mapToInt(List::size).max().orElse(0);
        return IntStream.range(0, most)
                .boxed()
                .flatMap(rank -> IntStream.range(0, fields.size())
                        .filter(i -> rank < all.get(i).size())
                        .mapToObj(i ->
                                leaf(operator, fields.get(i).name(), all.get(i).get(rank))));
    }

    private Case leaf(String operator, String field, JsonNode value) {
        return ask("filter " + operator, field, FilterTree.leaf(operator, field, value));
    }

    /** Filters on what is not in the configuration are a cell of their own: they are applied at another time. */
    private Case ask(String aspect, String field, JsonNode filter) {
        List<String> asked = field.equals(words.key()) ? List.of(field) : List.of(words.key(), field);
        Case plain = Case.of(new Cell(subject, aspect), QueryForm.query(words.resource(), asked, filter));
        return plain.isCostly() && plain instanceof Case.Question(Cell _, HarmlessRequest request, QueryForm form)
                ? new Case.Question(new Cell(subject, aspect + " beyond the configuration"), request, form)
                : plain;
    }

    private Stream<Case> nested() {
        List<JsonNode> leaves = sampleLeaves();
        if (leaves.size() < 2) {
            return Stream.empty();
        }
        JsonNode one = leaves.getFirst();
        JsonNode other = leaves.get(1);
        Stream<JsonNode> pairs = Stream.of(
                FilterTree.and(one, other),
                FilterTree.or(one, other),
                FilterTree.and(one, FilterTree.not(other)),
                FilterTree.or(FilterTree.not(one), FilterTree.and(one, other)),
                FilterTree.not(FilterTree.or(one, other)));
        Stream<JsonNode> deep =
                DEPTHS.stream().flatMap(depth -> Stream.of(tower(depth, one, true), tower(depth, one, false)));
        Stream<JsonNode> wide = WIDTHS.stream()
                .flatMap(width -> Stream.of("&", "|")
                        .map(operator -> FilterTree.combination(
                                operator,
                                IntStream.range(0, width)
                                        .mapToObj(i -> leaves.get(i % leaves.size()))
                                        .toList())));
        return Stream.of(pairs, deep, wide)
                .flatMap(Function.identity())
                .map(filter -> ask("nested", words.key(), filter));
    }

    /** A filter in so many others. */
    private static JsonNode tower(int depth, JsonNode leaf, boolean negations) {
        JsonNode filter = leaf;
        for (int i = 1; i < depth; i++) {
            filter = negations ? FilterTree.not(filter) : FilterTree.and(filter, leaf);
        }
        return filter;
    }

    private List<JsonNode> sampleLeaves() {
        List<JsonNode> leaves = new ArrayList<>();
        for (FieldWords field : fields) {
            Values.hits(field).stream().limit(1).forEach(hit -> leaves.add(FilterTree.leaf("=", field.name(), hit)));
        }
        return leaves;
    }
}

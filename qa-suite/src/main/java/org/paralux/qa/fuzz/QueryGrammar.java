package org.paralux.qa.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.paralux.luxi.LuxiMethod;
import org.paralux.qa.catalogue.FieldWords;
import org.paralux.qa.catalogue.FilterTree;
import org.paralux.qa.catalogue.QueryForm;
import org.paralux.qa.catalogue.ResourceWords;
import org.paralux.qa.catalogue.Values;
import org.paralux.qa.catalogue.Vocabulary;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Makes whole queries at random: resource, fields, filter trees and names, mostly of what there is. */
final class QueryGrammar {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final List<String> OPERATORS = List.of("=", "!=", "==", "<", "<=", ">", ">=", "=~", "=[]");
    private static final List<String> ODD_FIELDS = List.of("no_such_field", "", "NAME", "disk.size/99");
    private static final int MOST_FIELDS = 6;
    private static final int MOST_DEPTH = 4;
    private static final int MOST_OPERANDS = 3;

    /** One choice in so many is an odd one. */
    private static final int ODD = 25;

    private final List<ResourceWords> resources;
    private final RandomGenerator random;

    QueryGrammar(Vocabulary vocabulary, RandomGenerator random) {
        this.resources = vocabulary.served();
        this.random = random;
    }

    QueryForm query() {
        ResourceWords words = oneOf(resources);
        Optional<LuxiMethod> classic = QueryForm.classicMethod(words.resource());
        if (classic.isPresent() && random.nextInt(5) == 0) {
            return new QueryForm(
                    classic.get(), List.of(list(names(words)), list(fields(words)), JSON.booleanNode(false)));
        }
        return QueryForm.query(words.resource(), List.of(), filterOrNone(words)).withFields(fields(words));
    }

    /** The same with one part replaced by another. */
    QueryForm changed(QueryForm form) {
        ResourceWords words = resources.stream()
                .filter(each -> each.resource().equals(form.resource()))
                .findFirst()
                .orElseGet(() -> oneOf(resources));
        if (form.names().isPresent() && random.nextBoolean()) {
            return form.withNames(names(words));
        }
        boolean inFilter = form.method() == LuxiMethod.QUERY_ANY && random.nextInt(3) > 0;
        return inFilter ? form.withFilter(changedFilter(words, form)) : form.withFields(fields(words));
    }

    private JsonNode changedFilter(ResourceWords words, QueryForm form) {
        JsonNode old = form.filter().orElse(null);
        JsonNode other = filter(words, 1);
        if (old == null) {
            return other;
        }
        return switch (random.nextInt(4)) {
            case 0 -> FilterTree.and(old, other);
            case 1 -> FilterTree.or(other, old);
            case 2 -> FilterTree.not(old);
            default -> other;
        };
    }

    private List<JsonNode> fields(ResourceWords words) {
        List<JsonNode> fields = new ArrayList<>();
        for (int i = random.nextInt(MOST_FIELDS); i >= 0; i--) {
            fields.add(JSON.stringNode(
                    isOdd() ? oneOf(ODD_FIELDS) : oneOf(words.fields()).name()));
        }
        if (random.nextBoolean()) {
            fields.addFirst(JSON.stringNode(words.key()));
        }
        return fields;
    }

    private List<JsonNode> names(ResourceWords words) {
        List<JsonNode> names = new ArrayList<>();
        for (int i = random.nextInt(MOST_OPERANDS + 1); i > 0; i--) {
            names.add(isOdd() || words.names().isEmpty() ? JSON.stringNode("nobody") : oneOf(words.names()));
        }
        return names;
    }

    private @Nullable JsonNode filterOrNone(ResourceWords words) {
        return switch (random.nextInt(4)) {
            case 0 -> null;
            case 1 -> FilterTree.oneOf(words.key(), names(words));
            default -> filter(words, random.nextInt(MOST_DEPTH));
        };
    }

    private JsonNode filter(ResourceWords words, int depth) {
        if (depth == 0) {
            return leaf(words);
        }
        if (random.nextInt(4) == 0) {
            return FilterTree.not(filter(words, depth - 1));
        }
        List<JsonNode> operands = IntStream.rangeClosed(0, random.nextInt(MOST_OPERANDS))
                .mapToObj(_ -> filter(words, random.nextInt(depth)))
                .toList();
        return FilterTree.combination(random.nextBoolean() ? "&" : "|", operands);
    }

    private JsonNode leaf(ResourceWords words) {
        FieldWords field = oneOf(words.fields());
        String operator = random.nextInt(6) == 0 ? "?" : oneOf(OPERATORS);
        List<JsonNode> values = switch (operator) {
            case "=~" -> Values.patterns(field);
            case "=[]" -> Values.elements(field);
            default -> Values.scalars(field);
        };
        return operator.equals("?")
                ? FilterTree.truth(field.name())
                : FilterTree.leaf(operator, field.name(), oneOf(values));
    }

    private boolean isOdd() {
        return random.nextInt(ODD) == 0;
    }

    private <T> T oneOf(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    private static JsonNode list(List<JsonNode> elements) {
        return JSON.arrayNode().addAll(elements);
    }
}

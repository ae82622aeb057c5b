package org.paralux.qa.simulate.filter;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** A condition on rows, as it was asked. */
public sealed interface Filter {
    /** Every row. */
    record All() implements Filter {}

    record And(List<Filter> operands) implements Filter {
        public And {
            operands = List.copyOf(operands);
        }
    }

    record Or(List<Filter> operands) implements Filter {
        public Or {
            operands = List.copyOf(operands);
        }
    }

    record Not(Filter operand) implements Filter {}

    /** The field is true. */
    record Truth(String field) implements Filter {}

    record Compare(Operator operator, String field, JsonNode value) implements Filter {}

    /** The pattern is found somewhere in the field. */
    record Matches(String field, Pattern pattern) implements Filter {}

    /** The field is a list with this item. */
    record Contains(String field, JsonNode value) implements Filter {}

    enum Operator {
        EQUAL,
        NOT_EQUAL,
        LESS,
        LESS_OR_EQUAL,
        GREATER,
        GREATER_OR_EQUAL;

        /** Whether values that stand in {@code order} to each other (negative, zero, positive) meet this. */
        boolean accepts(int order) {
            return switch (this) {
                case EQUAL -> order == 0;
                case NOT_EQUAL -> order != 0;
                case LESS -> order < 0;
                case LESS_OR_EQUAL -> order <= 0;
                case GREATER -> order > 0;
                case GREATER_OR_EQUAL -> order >= 0;
            };
        }
    }

    /**
     * The values asked for when this filter is nothing but a choice of values of {@code nameField}, in the order asked;
     * empty when it is anything else. An empty choice names nothing.
     */
    default Optional<List<JsonNode>> namesOnly(String nameField) {
        return switch (this) {
            case Compare(Operator operator, String field, JsonNode value)
            when operator == Operator.EQUAL && field.equals(nameField) -> Optional.of(List.of(value));
            case Or(List<Filter> operands) -> {
                List<Optional<List<JsonNode>>> names = operands.stream()
                        .map(operand -> operand.namesOnly(nameField))
                        .toList();
                yield names.stream().allMatch(Optional::isPresent)
                        ? Optional.of(names.stream()
                                .flatMap(Optional::stream)
                                .flatMap(List::stream)
                                .toList())
                        : Optional.empty();
            }
            case All() -> Optional.of(List.of());
            case And _, Not _, Truth _, Compare _, Matches _, Contains _ -> Optional.empty();
        };
    }

    /** Every field that the filter looks at. */
    default Stream<String> fields() {
        return switch (this) {
            case All() -> Stream.of();
            case And(List<Filter> operands) -> operands.stream().flatMap(Filter::fields);
            case Or(List<Filter> operands) -> operands.stream().flatMap(Filter::fields);
            case Not(Filter operand) -> operand.fields();
            case Truth truth -> Stream.of(truth.field());
            case Compare compare -> Stream.of(compare.field());
            case Matches matches -> Stream.of(matches.field());
            case Contains contains -> Stream.of(contains.field());
        };
    }
}

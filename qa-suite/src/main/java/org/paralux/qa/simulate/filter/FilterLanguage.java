package org.paralux.qa.simulate.filter;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.paralux.qa.simulate.field.Cell;
import org.paralux.qa.simulate.field.Field;
import org.paralux.qa.simulate.filter.Filter.Operator;
import org.paralux.qa.simulate.wire.RequestFailure;
import tools.jackson.databind.JsonNode;

/** What one daemon accepts as a filter, and what it takes it to mean. */
public abstract sealed class FilterLanguage permits MasterdFilters, LuxidFilters {
    /**
     * The filter that {@code json} asks for.
     *
     * @throws RequestFailure when it asks for none
     */
    public final Filter parse(JsonNode json) {
        return json.isNull() ? new Filter.All() : parse(json, 1);
    }

    private Filter parse(JsonNode json, int depth) {
        if (depth > maxDepth()) {
            throw malformed("filter: nested deeper than " + maxDepth());
        }
        if (!json.isArray() || json.isEmpty() || !json.get(0).isString()) {
            throw malformed("filter: no list that begins with an operator");
        }
        List<JsonNode> operands = new ArrayList<>(json.values()).subList(1, json.size());
        String operator = json.get(0).stringValue();
        return switch (operator) {
            case "&" -> new Filter.And(parseAll(operands, depth));
            case "|" -> new Filter.Or(parseAll(operands, depth));
            case "!" -> new Filter.Not(parse(exactly(operator, 1, operands).getFirst(), depth + 1));
            case "?" -> new Filter.Truth(fieldName(exactly(operator, 1, operands)));
            case "=", "==" -> compare(operator, Operator.EQUAL, operands);
            case "!=" -> compare(operator, Operator.NOT_EQUAL, operands);
            case "<" -> compare(operator, Operator.LESS, operands);
            case "<=" -> compare(operator, Operator.LESS_OR_EQUAL, operands);
            case ">" -> compare(operator, Operator.GREATER, operands);
            case ">=" -> compare(operator, Operator.GREATER_OR_EQUAL, operands);
            case "=~" -> new Filter.Matches(fieldName(exactly(operator, 2, operands)), pattern(operands.get(1)));
            case "=[]" -> new Filter.Contains(fieldName(exactly(operator, 2, operands)), checked(operands.get(1)));
            default -> throw malformed("filter: unknown operator '" + operator + "'");
        };
    }

    private List<Filter> parseAll(List<JsonNode> operands, int depth) {
        return operands.stream().map(operand -> parse(operand, depth + 1)).toList();
    }

    private Filter compare(String sign, Operator operator, List<JsonNode> operands) {
        return new Filter.Compare(operator, fieldName(exactly(sign, 2, operands)), checked(operands.get(1)));
    }

    private List<JsonNode> exactly(String operator, int count, List<JsonNode> operands) {
        if (operands.size() != count) {
            throw malformed("filter: operator '" + operator + "' with " + operands.size() + " operands (expected: "
                    + count + ")");
        }
        return operands;
    }

    private String fieldName(List<JsonNode> operands) {
        if (!operands.getFirst().isString()) {
            throw malformed("filter: a field name that is no text");
        }
        return operands.getFirst().stringValue();
    }

    private Pattern pattern(JsonNode expression) {
        if (!expression.isString()) {
            throw malformed("filter: a pattern that is no text");
        }
        try {
            return Pattern.compile(expression.stringValue());
        } catch (PatternSyntaxException e) {
            throw malformed("filter: not a pattern: " + e.getDescription());
        }
    }

    abstract int maxDepth();

    /** How a filter that cannot be read is refused. */
    abstract RequestFailure malformed(String message);

    /** The value that a field is compared with, if a filter may have such a value at all. */
    abstract JsonNode checked(JsonNode value);

    /** How a field that does not exist is refused. */
    abstract RequestFailure unknownField(String name);

    /** Refuses a comparison that makes no sense for such a field, before any row is looked at. */
    abstract void check(Field<?> field, JsonNode value);

    abstract boolean isTrue(Cell cell);

    abstract boolean compare(Operator operator, Field<?> field, Cell cell, JsonNode value);

    abstract boolean matches(Cell cell, Pattern pattern);

    abstract boolean contains(Cell cell, JsonNode item);
}

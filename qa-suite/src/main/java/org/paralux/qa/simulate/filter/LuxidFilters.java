package org.paralux.qa.simulate.filter;

import java.util.regex.Pattern;
import org.paralux.qa.simulate.field.Cell;
import org.paralux.qa.simulate.field.Comparison;
import org.paralux.qa.simulate.field.Field;
import org.paralux.qa.simulate.filter.Filter.Operator;
import org.paralux.qa.simulate.wire.RequestFailure;
import tools.jackson.databind.JsonNode;

/**
 * luxid's filters since 2.13. A value is a text or an integer, or the request cannot be read. A row without data meets
 * every comparison. Only truth values are true or not. Names are case-sensitive.
 */
public final class LuxidFilters extends FilterLanguage {
    /** luxid has no limit; this one keeps recursion within a thread's stack. */
    private static final int MAX_DEPTH = 400;

    @Override
    int maxDepth() {
        return MAX_DEPTH;
    }

    @Override
    RequestFailure malformed(String message) {
        return new RequestFailure.Malformed(message);
    }

    @Override
    JsonNode checked(JsonNode value) {
        boolean whole = value.isNumber() && value.doubleValue() == Math.rint(value.doubleValue());
        if (!value.isString() && !whole) {
            throw malformed("filter: a value that is neither a text nor an integer");
        }
        return value;
    }

    @Override
    RequestFailure unknownField(String name) {
        return RequestFailure.parameter("There is no field '" + name + "'");
    }

    @Override
    void check(Field<?> field, JsonNode value) {}

    @Override
    boolean isTrue(Cell cell) {
        if (cell.isNormal() && !cell.value().isBoolean()) {
            throw RequestFailure.parameter("A value that is neither true nor false in a boolean context");
        }
        return !cell.isNormal() || cell.value().booleanValue();
    }

    @Override
    boolean compare(Operator operator, Field<?> field, Cell cell, JsonNode value) {
        if (!cell.isNormal()) {
            return true;
        }
        JsonNode found =
                field.comparison() == Comparison.SPLIT_TIME ? cell.value().path(0) : cell.value();
        if (found.isNumber() && value.isNumber()) {
            return operator.accepts(found.decimalValue().compareTo(value.decimalValue()));
        }
        if (!found.isString() || !value.isString()) {
            throw RequestFailure.parameter("Invalid types in the comparison of field '" + field.name() + "'");
        }
        boolean sameHost = field.comparison() == Comparison.HOST_NAME
                && HostNames.matches(value.stringValue(), found.stringValue());
        return switch (operator) {
            case EQUAL, NOT_EQUAL ->
                operator.accepts(sameHost ? 0 : found.stringValue().compareTo(value.stringValue()));
            case LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL ->
                operator.accepts(found.stringValue().compareTo(value.stringValue()));
        };
    }

    @Override
    boolean matches(Cell cell, Pattern pattern) {
        if (!cell.isNormal()) {
            return true;
        }
        if (!cell.value().isString()) {
            throw RequestFailure.parameter("A value that is no text is matched with a pattern");
        }
        return pattern.matcher(cell.value().stringValue()).find();
    }

    @Override
    boolean contains(Cell cell, JsonNode item) {
        if (!cell.isNormal()) {
            return true;
        }
        if (!cell.value().isArray()) {
            throw RequestFailure.generic("A value that is no list is asked for an item");
        }
        boolean found = false;
        for (JsonNode member : cell.value()) {
            if (member.isString() != item.isString()) {
                throw RequestFailure.generic("The items of the list are of another type");
            }
            found |= member.equals(item);
        }
        return found;
    }
}

package org.paralux.qa.simulate.filter;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.regex.Pattern;
import org.paralux.qa.simulate.field.Cell;
import org.paralux.qa.simulate.field.Comparison;
import org.paralux.qa.simulate.field.Field;
import org.paralux.qa.simulate.filter.Filter.Operator;
import org.paralux.qa.simulate.wire.RequestFailure;
import tools.jackson.databind.JsonNode;

/**
 * masterd's filters, up to 2.10. A value must fit the field's kind. Any value is true or not, as in Python. A row without
 * data is unlike everything and, by accident of Python 2, greater. Names ignore case.
 *
 * <p>It never knew {@code ==}, which is taken for {@code =} here: the tools of 3.0 write it so.
 */
public final class MasterdFilters extends FilterLanguage {
    private static final int MAX_DEPTH = 10;

    @Override
    int maxDepth() {
        return MAX_DEPTH;
    }

    @Override
    RequestFailure malformed(String message) {
        return RequestFailure.parameter(message);
    }

    @Override
    JsonNode checked(JsonNode value) {
        return value;
    }

    @Override
    RequestFailure unknownField(String name) {
        return RequestFailure.parameter("Unknown field '" + name + "'");
    }

    @Override
    void check(Field<?> field, JsonNode value) {
        boolean fits = switch (field.kind()) {
            case TEXT -> value.isString();
            case BOOL -> value.isBoolean();
            case NUMBER, UNIT -> value.isIntegralNumber();
            case TIMESTAMP, FLOAT -> value.isNumber();
            case OTHER, UNKNOWN -> true;
        };
        if (!fits) {
            throw RequestFailure.parameter("field '" + field.name() + "': a value of another kind (expected: "
                    + field.kind().wireName() + ")");
        }
    }

    @Override
    boolean isTrue(Cell cell) {
        if (!cell.isNormal()) {
            return true;
        }
        JsonNode value = cell.value();
        return switch (value.getNodeType()) {
            case BOOLEAN -> value.booleanValue();
            case NUMBER -> value.doubleValue() != 0;
            case STRING -> !value.stringValue().isEmpty();
            case ARRAY, OBJECT -> !value.isEmpty();
            case NULL, MISSING, BINARY, POJO -> false;
        };
    }

    @Override
    boolean compare(Operator operator, Field<?> field, Cell cell, JsonNode value) {
        if (!cell.isNormal()) {
            return operator.accepts(1);
        }
        JsonNode found = cell.value();
        if (isInfiniteOrNone(found) || isInfiniteOrNone(value)) {
            return operator == Operator.NOT_EQUAL;
        }
        if (field.comparison() == Comparison.SPLIT_TIME) {
            return operator.accepts(seconds(found).compareTo(seconds(value)));
        }
        if (found.isNumber() && value.isNumber()) {
            return operator.accepts(found.decimalValue().compareTo(value.decimalValue()));
        }
        if (found.isString() && value.isString()) {
            boolean sameHost =
                    field.comparison() == Comparison.HOST_NAME && HostNames.matches(lower(value), lower(found));
            return operator.accepts(sameHost ? 0 : found.stringValue().compareTo(value.stringValue()));
        }
        return operator.accepts(isSame(found, value) ? 0 : found.toString().compareTo(value.toString()));
    }

    /** Python reads such numbers; they are equal to nothing here. */
    private static boolean isInfiniteOrNone(JsonNode value) {
        return value.isFloatingPointNumber() && !Double.isFinite(value.doubleValue());
    }

    private static boolean isSame(JsonNode left, JsonNode right) {
        if (left.isNumber() && right.isNumber() && !isInfiniteOrNone(left) && !isInfiniteOrNone(right)) {
            return left.decimalValue().compareTo(right.decimalValue()) == 0;
        }
        return left.equals(right);
    }

    private static String lower(JsonNode text) {
        return text.stringValue().toLowerCase(Locale.ROOT);
    }

    private static BigDecimal seconds(JsonNode time) {
        if (time.isArray()) {
            return time.path(0)
                    .asDecimal(BigDecimal.ZERO)
                    .add(time.path(1).asDecimal(BigDecimal.ZERO).movePointLeft(6));
        }
        return time.asDecimal(BigDecimal.ZERO);
    }

    @Override
    boolean matches(Cell cell, Pattern pattern) {
        if (!cell.isNormal() || !cell.value().isString()) {
            throw new RequestFailure.Uncoded("a pattern needs a text");
        }
        return pattern.matcher(cell.value().stringValue()).find();
    }

    @Override
    boolean contains(Cell cell, JsonNode item) {
        JsonNode value = cell.value();
        if (value.isString() && item.isString()) {
            return value.stringValue().contains(item.stringValue());
        }
        return value.values().stream().anyMatch(member -> isSame(member, item));
    }
}

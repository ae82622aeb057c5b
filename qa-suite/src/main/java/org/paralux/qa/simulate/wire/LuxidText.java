package org.paralux.qa.simulate.wire;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * The text of Haskell's {@code json} library: UTF-8, no space, members as they were defined, whole doubles written as
 * integers and others as {@code show} does, what is no number as null.
 */
public final class LuxidText extends TextStyle {
    @Override
    String itemSeparator() {
        return ",";
    }

    @Override
    String keySeparator() {
        return ":";
    }

    @Override
    String end() {
        return "";
    }

    @Override
    List<Map.Entry<String, JsonNode>> ordered(List<Map.Entry<String, JsonNode>> members) {
        return members;
    }

    @Override
    String number(double value) {
        if (!Double.isFinite(value)) {
            return "null";
        }
        if (value == Math.rint(value)) {
            return new BigDecimal(value).toBigInteger().toString();
        }
        Decimal decimal = Decimal.of(value);
        return decimal.exponent() >= -1 && decimal.exponent() < 7
                ? decimal.plain()
                : decimal.scientific(".0", Integer.toString(decimal.exponent()));
    }

    @Override
    boolean isEscaped(char c) {
        return false;
    }
}

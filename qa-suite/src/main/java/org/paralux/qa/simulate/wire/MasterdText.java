package org.paralux.qa.simulate.wire;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * The text of Python's {@code json}: ASCII alone, spaces after separators, a newline at the end, {@code 4.0} stays so,
 * and NaN is written as it is.
 */
public final class MasterdText extends TextStyle {
    /** Stands for the order of a hash table: arbitrary, but the same each time; {@code result} before {@code success}. */
    private static final Comparator<Map.Entry<String, JsonNode>> HASH_ORDER = Comparator.comparing(
                    (Map.Entry<String, JsonNode> member) -> member.getKey().equals("success"))
            .thenComparingInt(member -> Integer.reverse(member.getKey().hashCode()))
            .thenComparing(Map.Entry::getKey);

    @Override
    String itemSeparator() {
        return ", ";
    }

    @Override
    String keySeparator() {
        return ": ";
    }

    @Override
    String end() {
        return "\n";
    }

    @Override
    List<Map.Entry<String, JsonNode>> ordered(List<Map.Entry<String, JsonNode>> members) {
        members.sort(HASH_ORDER);
        return members;
    }

    @Override
    String number(double value) {
        if (!Double.isFinite(value)) {
            return Double.toString(value);
        }
        Decimal decimal = Decimal.of(value);
        int exponent = decimal.exponent();
        return value == 0 || (exponent >= -4 && exponent < 16)
                ? decimal.plain()
                : decimal.scientific("", "%+03d".formatted(exponent));
    }

    @Override
    boolean isEscaped(char c) {
        return c > '~' && c != 0x7F;
    }
}

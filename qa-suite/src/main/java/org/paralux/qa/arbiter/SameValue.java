package org.paralux.qa.arbiter;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** When two values are the same: numbers by what they denote, objects whatever the order of their members. */
public enum SameValue {
    EXACTLY,
    /** The order of the outermost list says nothing: it is made from a set. */
    IN_ANY_ORDER,
    /** A member that is null is none: masterd writes it and luxid does not. */
    BUT_FOR_NULLS,
    /** As times, in seconds: a real daemon counts in fractions of its own, and the last digit is not always kept. */
    TO_THE_MICROSECOND;

    private static final double MICROSECOND = 1e-6;

    boolean of(JsonNode one, JsonNode other) {
        if (this == IN_ANY_ORDER && one.isArray() && other.isArray()) {
            return sorted(one).equals(sorted(other));
        }
        if (one.isIntegralNumber() && other.isIntegralNumber()) {
            return one.bigIntegerValue().equals(other.bigIntegerValue());
        }
        if (one.isNumber() && other.isNumber()) {
            return isSame(one.doubleValue(), other.doubleValue());
        }
        SameValue within = this == IN_ANY_ORDER ? EXACTLY : this;
        if (one.isObject() && other.isObject()) {
            return Stream.concat(one.propertyNames().stream(), other.propertyNames().stream())
                    .allMatch(name -> within.ofMembers(one.path(name), other.path(name)));
        }
        if (one.isArray() && other.isArray()) {
            return one.size() == other.size()
                    && IntStream.range(0, one.size()).allMatch(i -> within.of(one.path(i), other.path(i)));
        }
        return one.equals(other);
    }

    private boolean isSame(double one, double other) {
        return one == other || (this == TO_THE_MICROSECOND && Math.abs(one - other) < MICROSECOND);
    }

    private boolean ofMembers(JsonNode one, JsonNode other) {
        return (this == BUT_FOR_NULLS && isNothing(one) && isNothing(other)) || of(one, other);
    }

    private static boolean isNothing(JsonNode member) {
        return member.isMissingNode() || member.isNull();
    }

    private static List<String> sorted(JsonNode list) {
        return list.values().stream().map(JsonNode::toString).sorted().toList();
    }
}

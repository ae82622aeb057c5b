package org.paralux.qa.simulate;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.paralux.qa.simulate.wire.RequestFailure;
import tools.jackson.databind.JsonNode;

/** The arguments of a call, by position. What does not fit is refused in the daemon's own way. */
final class Arguments {
    private final List<JsonNode> values;
    private final Dialect dialect;

    Arguments(JsonNode values, Dialect dialect) {
        this.values = List.copyOf(values.values());
        this.dialect = dialect;
    }

    int count() {
        return values.size();
    }

    JsonNode json(int index) {
        return values.get(index);
    }

    String text(int index) {
        if (!json(index).isString()) {
            throw wrong(index, "a text");
        }
        return json(index).stringValue();
    }

    boolean flag(int index) {
        if (!json(index).isBoolean()) {
            throw wrong(index, "true or false");
        }
        return json(index).booleanValue();
    }

    double number(int index) {
        if (!json(index).isNumber()) {
            throw wrong(index, "a number");
        }
        return json(index).doubleValue();
    }

    List<JsonNode> list(int index) {
        if (!json(index).isArray()) {
            throw wrong(index, "a list");
        }
        return new ArrayList<>(json(index).values());
    }

    List<String> texts(int index) {
        List<JsonNode> items = list(index);
        if (!items.stream().allMatch(JsonNode::isString)) {
            throw wrong(index, "a list of texts");
        }
        return items.stream().map(JsonNode::stringValue).toList();
    }

    @Nullable List<String> textsOrNull(int index) {
        return json(index).isNull() ? null : texts(index);
    }

    long jobId(int index) {
        return jobId(json(index), index);
    }

    /** Null asks for all jobs. */
    @Nullable List<Long> jobIdsOrNull(int index) {
        return json(index).isNull()
                ? null
                : list(index).stream().map(id -> jobId(id, index)).toList();
    }

    /** A number, or the text of one. */
    private long jobId(JsonNode value, int index) {
        String digits = value.isIntegralNumber() || value.isString() ? value.asString() : "";
        if (!digits.matches("\\d{1,18}")) {
            throw wrong(index, "a job id");
        }
        return Long.parseLong(digits);
    }

    private RequestFailure wrong(int index, String expected) {
        return dialect.wrongArguments(
                "argument " + (index + 1) + ": not what it should be (expected: " + expected + ")");
    }
}

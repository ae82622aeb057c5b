package org.paralux.qa.fuzz;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.paralux.luxi.LuxiReply;
import org.paralux.luxi.Payload;
import org.paralux.qa.catalogue.FilterTree;
import org.paralux.qa.catalogue.QueryForm;
import tools.jackson.databind.JsonNode;

/**
 * Which points of the space of queries were reached: method, resource, field, operator, and what came of it. Not
 * thread-safe.
 */
final class QuerySpace {
    /** A reply's size counts by its magnitude. */
    private static final int BITS = 32;

    private final Set<String> reached = new HashSet<>();

    /** Whether a query and its reply reach a point that none before did. */
    boolean reach(QueryForm form, Payload reply) {
        String shape = shape(reply);
        String where = form.method().wireName() + "/" + form.resource();
        boolean isNew = reached.add(where + " " + shape);
        for (JsonNode field : form.fields().orElse(List.of())) {
            isNew |= reached.add(where + " field " + field.asString("") + " " + shape);
        }
        List<String> parts = new ArrayList<>();
        form.filter().ifPresent(filter -> addParts(filter, "", parts));
        for (String part : parts) {
            isNew |= reached.add(where + " filter " + part + " " + shape);
        }
        return isNew;
    }

    int size() {
        return reached.size();
    }

    /** Each part with what it stands in. */
    private static void addParts(JsonNode filter, String around, List<String> parts) {
        String operator = filter.path(0).asString("");
        if (FilterTree.isCombination(filter)) {
            FilterTree.operands(filter).forEach(operand -> addParts(operand, operator, parts));
        } else {
            parts.add(around + operator + " " + filter.path(1).asString(""));
        }
    }

    private static String shape(Payload reply) {
        return switch (LuxiReply.in(reply)) {
            case LuxiReply.Success() -> "size " + (BITS - Integer.numberOfLeadingZeros(reply.length()));
            case LuxiReply.Failure failure -> failure.errorClass();
            case LuxiReply.FailureText _ -> "text";
            case LuxiReply.Malformed _ -> "malformed";
        };
    }
}

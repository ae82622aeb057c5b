package org.paralux.diff;

import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.paralux.luxi.LuxiMethod;
import org.paralux.luxi.QueryTerms;

/** Compares the results of two replies that both say success, each by its shape: rows, definitions, values, tags. */
final class ResultComparison {
    private static final String RESULT = "result";

    private final Look look;
    private final JsonDocument a;
    private final JsonDocument b;
    private final ValueComparison values;
    private final Causes causes;

    ResultComparison(Look look, Causes causes) {
        this.look = look;
        this.a = look.primary;
        this.b = look.shadow;
        this.values = new ValueComparison(look);
        this.causes = causes;
    }

    void compare(int i, int j) {
        JsonType type = a.type(i);
        boolean bothHold = (type == JsonType.OBJECT || type == JsonType.LIST)
                && (b.is(JsonType.OBJECT, j) || b.is(JsonType.LIST, j));
        if (type != b.type(j)) {
            DivergenceKind kind = bothHold ? DivergenceKind.SHAPE : DivergenceKind.TYPE;
            look.add(Spot.at(RESULT, resource()), kind, i, j);
        } else if (type == JsonType.OBJECT) {
            object(i, j);
        } else if (type == JsonType.LIST) {
            list(i, j);
        } else {
            values.compare(Spot.at(RESULT, resource()), i, j, 0);
        }
    }

    private @Nullable String resource() {
        QueryTerms terms = look.terms();
        LuxiMethod method = look.method();
        if (method == LuxiMethod.QUERY_CLUSTER_INFO || method == LuxiMethod.QUERY_CONFIG_VALUES) {
            return "cluster";
        }
        return terms == null ? null : terms.resource();
    }

    private void object(int i, int j) {
        Members membersA = a.members(i);
        Members membersB = b.members(j);
        int fieldsA = membersA.last("fields");
        int fieldsB = membersB.last("fields");
        boolean hasFields = a.is(JsonType.LIST, fieldsA) && b.is(JsonType.LIST, fieldsB);
        if (!hasFields) {
            other(membersA, membersB, i, j);
            return;
        }
        FieldsComparison fields = new FieldsComparison(look, fieldsA, fieldsB);
        fields.compare();
        int dataA = membersA.last("data");
        int dataB = membersB.last("data");
        boolean hasRows = a.is(JsonType.LIST, dataA) && b.is(JsonType.LIST, dataB);
        if (hasRows) {
            @Nullable String resource = resource() == null ? fields.resource() : resource();
            rows(
                    "result.data",
                    resource,
                    new Lists(dataA, fields.namesA, dataB, fields.namesB),
                    true,
                    fields.columns());
        }
        rest(membersA, membersB, hasRows ? Set.of("fields", "data") : Set.of("fields"));
    }

    /** What else stands in the object, and each of these that stands there several times. */
    private void rest(Members membersA, Members membersB, Set<String> done) {
        Map<String, Ints> byKeyA = membersA.byKey();
        Map<String, Ints> byKeyB = membersB.byKey();
        Spot spot = Spot.at(RESULT, resource());
        byKeyA.forEach((key, valuesA) -> {
            Ints valuesB = byKeyB.get(key);
            if (valuesB == null) {
                look.add(spot.part(key), DivergenceKind.MISSING, valuesA.get(valuesA.size() - 1), JsonDocument.NONE);
            } else if (!done.contains(key) || valuesA.size() > 1 || valuesB.size() > 1) {
                values.values(spot.part(key), valuesA, valuesB, 0);
            }
        });
        byKeyB.forEach((key, valuesB) -> {
            if (!byKeyA.containsKey(key)) {
                look.add(spot.part(key), DivergenceKind.EXTRA, JsonDocument.NONE, valuesB.get(valuesB.size() - 1));
            }
        });
    }

    /** An object without rows, such as cluster information. */
    private void other(Members membersA, Members membersB, int i, int j) {
        causes.enabledHypervisors(texts(a, membersA.last("enabled_hypervisors")));
        String name = Causes.text(a, membersA.last("name"));
        String uuid = Causes.text(a, membersA.last("uuid"));
        BigDecimal timeA = Causes.number(a, membersA.last("mtime"));
        BigDecimal timeB = Causes.number(b, membersB.last("mtime"));
        ObjectState state = new ObjectState(
                resource(),
                name,
                uuid,
                null,
                null,
                timeA == null ? null : Double.valueOf(timeA.doubleValue()),
                timeB == null ? null : Double.valueOf(timeB.doubleValue()));
        values.compare(Spot.at(RESULT, resource()).of(state), i, j, 0);
    }

    private static Set<String> texts(JsonDocument document, int list) {
        Set<String> texts = new HashSet<>();
        Ints elements = document.is(JsonType.LIST, list) ? document.elements(list) : new Ints();
        for (int k = 0; k < elements.size(); k++) {
            String text = Causes.text(document, elements.get(k));
            if (text != null) {
                texts.add(text);
            }
        }
        return texts;
    }

    private void list(int i, int j) {
        QueryTerms terms = look.terms();
        LuxiMethod method = look.method();
        List<String> names = terms == null ? null : terms.fields();
        if (method == LuxiMethod.QUERY_CONFIG_VALUES && names != null) {
            configurationValues(i, j, names);
            return;
        }
        if (method == LuxiMethod.QUERY_TAGS) {
            String name =
                    terms == null || terms.names() == null || terms.names().isEmpty()
                            ? null
                            : terms.names().getFirst();
            ObjectState state = new ObjectState(resource(), name, null, null, null, null, null);
            values.compare(Spot.at(RESULT, resource()).of(state), i, j, 0);
            return;
        }
        if (method == LuxiMethod.QUERY_EXPORTS) {
            names = List.of("node", "export");
        }
        if (names != null || (areLists(a, i) && areLists(b, j))) {
            rows(RESULT, resource(), new Lists(i, names, j, names), false, null);
        } else {
            values.compare(Spot.at(RESULT, resource()), i, j, 0);
        }
    }

    private static boolean areLists(JsonDocument document, int list) {
        int first = document.firstElement(list);
        return first == JsonDocument.NONE || document.type(first) == JsonType.LIST;
    }

    /** Bare values in the order in which they were asked for. */
    private void configurationValues(int i, int j, List<String> names) {
        Ints valuesA = a.elements(i);
        Ints valuesB = b.elements(j);
        Spot spot = Spot.at(RESULT, resource()).of(new ObjectState(resource(), null, null, null, null, null, null));
        if (valuesA.size() != valuesB.size()) {
            look.add(spot, DivergenceKind.SHAPE, i, j, Cause.UNEXPLAINED);
        }
        for (int k = 0; k < Math.min(valuesA.size(), valuesB.size()); k++) {
            Spot value = k < names.size() ? spot.member(names.get(k)) : spot.element(String.valueOf(k));
            values.compare(value, valuesA.get(k), valuesB.get(k), 0);
        }
    }

    /** The lists of rows, and what their cells are called. */
    private record Lists(
            int a,
            @Nullable List<String> namesA,
            int b,
            @Nullable List<String> namesB) {}

    private void rows(
            String path, @Nullable String resource, Lists lists, boolean withStatus, int @Nullable [] columns) {
        RowSide sideA = new RowSide(a, lists.a, lists.namesA, withStatus, resource);
        RowSide sideB = new RowSide(b, lists.b, lists.namesB, withStatus, resource);
        new RowsComparison(look, Spot.at(path, resource), sideA, sideB, withStatus, columns).compare();
    }
}

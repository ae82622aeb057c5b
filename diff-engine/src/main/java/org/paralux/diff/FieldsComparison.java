package org.paralux.diff;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Compares the definitions of fields, apart from the rows, and finds what the columns of each side are called. */
final class FieldsComparison {
    private static final Spot FIELDS = Spot.at("result.fields", null);

    private final Look look;
    private final int listA;
    private final int listB;
    private final Ints definitionsA;
    private final Ints definitionsB;

    /** The names in their order; null where one has none. */
    final @Nullable List<String> namesA;

    final @Nullable List<String> namesB;

    FieldsComparison(Look look, int listA, int listB) {
        this.look = look;
        this.listA = listA;
        this.listB = listB;
        this.definitionsA = look.primary.elements(listA);
        this.definitionsB = look.shadow.elements(listB);
        this.namesA = names(look.primary, definitionsA);
        this.namesB = names(look.shadow, definitionsB);
    }

    private static @Nullable List<String> names(JsonDocument document, Ints definitions) {
        List<String> names = new ArrayList<>();
        for (int k = 0; k < definitions.size(); k++) {
            int definition = definitions.get(k);
            int name =
                    document.is(JsonType.OBJECT, definition) ? document.member(definition, "name") : JsonDocument.NONE;
            if (!document.is(JsonType.TEXT, name)) {
                return null;
            }
            names.add(Texts.string(document.bytes, name));
        }
        return names;
    }

    /** The resource by the title of the field that names a row, for where no query tells; null where it does not. */
    @Nullable String resource() {
        for (int k = 0; namesA != null && k < definitionsA.size(); k++) {
            int title = look.primary.member(definitionsA.get(k), "title");
            String text = title == JsonDocument.NONE ? null : Causes.text(look.primary, title);
            String resource = switch (namesA.get(k) + "=" + text) {
                case "name=Instance" -> "instance";
                case "name=Node" -> "node";
                case "name=Group" -> "group";
                case "name=Network" -> "network";
                case "export=Export" -> "export";
                case "id=ID" -> "job";
                default -> null;
            };
            if (resource != null) {
                return resource;
            }
        }
        return null;
    }

    /** For each of the primary's columns the shadow's of the same name, or -1; null where they are the same. */
    int @Nullable [] columns() {
        if (namesA == null || namesB == null || namesA.equals(namesB)) {
            return null;
        }
        Map<String, Ints> free = positions(namesB);
        int[] columns = new int[namesA.size()];
        for (int k = 0; k < columns.length; k++) {
            Ints partners = free.get(namesA.get(k));
            columns[k] = partners == null || partners.isEmpty() ? -1 : partners.removeLast();
        }
        return columns;
    }

    private static Map<String, Ints> positions(List<String> names) {
        Map<String, Ints> positions = new HashMap<>();
        for (int k = names.size() - 1; k >= 0; k--) {
            positions.computeIfAbsent(names.get(k), _ -> new Ints()).add(k);
        }
        return positions;
    }

    void compare() {
        if (look.equality.same(listA, listB)) {
            return;
        }
        if (namesA == null || namesB == null) {
            new ValueComparison(look).compare(FIELDS, listA, listB, 0);
            return;
        }
        Map<String, Ints> free = positions(namesB);
        boolean inOrder = true;
        int last = -1;
        for (int k = 0; k < namesA.size(); k++) {
            Spot spot = FIELDS.definition(namesA.get(k));
            Ints partners = free.get(namesA.get(k));
            if (partners == null || partners.isEmpty()) {
                look.add(spot, DivergenceKind.MISSING, definitionsA.get(k), JsonDocument.NONE);
            } else {
                int partner = partners.removeLast();
                inOrder &= partner > last;
                last = partner;
                definition(spot, definitionsA.get(k), definitionsB.get(partner));
            }
        }
        for (int k = 0; k < namesB.size(); k++) {
            Ints left = free.getOrDefault(namesB.get(k), new Ints());
            if (!left.isEmpty()) {
                left.removeLast();
                look.add(
                        FIELDS.definition(namesB.get(k)), DivergenceKind.EXTRA, JsonDocument.NONE, definitionsB.get(k));
            }
        }
        if (!inOrder) {
            look.add(FIELDS, DivergenceKind.ORDER, listA, listB, Cause.SORT_ORDER);
        }
    }

    private void definition(Spot spot, int i, int j) {
        if (look.equality.same(i, j)) {
            return;
        }
        Map<String, Ints> membersA = look.primary.members(i).byKey();
        Map<String, Ints> membersB = look.shadow.members(j).byKey();
        membersA.forEach((key, values) -> {
            Ints others = membersB.get(key);
            int value = values.get(values.size() - 1);
            if (others == null) {
                look.add(spot.part(key), DivergenceKind.FIELD_DEFINITION, value, JsonDocument.NONE);
            } else if (values.size() > 1 || others.size() > 1) {
                new ValueComparison(look).repeated(spot.part(key), DivergenceKind.FIELD_DEFINITION, values, others);
            } else if (!look.equality.same(value, others.get(0))) {
                look.add(spot.part(key), DivergenceKind.FIELD_DEFINITION, value, others.get(0));
            }
        });
        membersB.forEach((key, values) -> {
            if (!membersA.containsKey(key)) {
                int value = values.get(values.size() - 1);
                look.add(spot.part(key), DivergenceKind.FIELD_DEFINITION, JsonDocument.NONE, value);
            }
        });
    }
}

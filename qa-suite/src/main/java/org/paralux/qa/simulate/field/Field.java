package org.paralux.qa.simulate.field;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * A field of rows of type {@code R}.
 *
 * @param documentation one sentence for people, in our own words
 * @param source how the value is found: a verb and its argument
 */
public record Field<R>(
        String name,
        String title,
        FieldKind kind,
        Comparison comparison,
        String documentation,
        String source,
        Getter<R> getter) {

    /** What a query for a field that does not exist gets: a column of nothing. */
    public static <R> Field<R> unknown(String name) {
        return new Field<>(
                name, name, FieldKind.UNKNOWN, Comparison.PLAIN, "No such field: " + name, "", _ -> Cell.UNKNOWN);
    }

    /** The definition as it goes on the wire. */
    public JsonNode definition() {
        return JsonNodeFactory.instance
                .objectNode()
                .put("name", name)
                .put("title", title)
                .put("kind", kind.wireName())
                .put("doc", documentation);
    }
}

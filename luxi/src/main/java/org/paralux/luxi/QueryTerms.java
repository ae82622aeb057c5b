package org.paralux.luxi;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What a query asks for, whichever of the calls it came by. Where a list is due and something else came, it reads as
 * the list of one {@code ?}.
 *
 * <p>{@link #toString()} counts and does not name: names and literals are the client's.
 *
 * @param resource {@code node}, {@code job}, {@code nodegroup}, …, as it was sent; null where the method has none or it
 *     was no text
 * @param fields the fields asked for in their order, repeats kept; null where the method takes none or was sent null
 * @param names names, uuids or job ids asked for, in their order; null where the method takes none or was sent null
 * @param filter the filter of {@code Query}; null where there is none
 */
public record QueryTerms(
        @Nullable String resource,
        @Nullable List<String> fields,
        @Nullable List<String> names,
        @Nullable JsonNode filter) {
    public QueryTerms {
        fields = fields == null ? null : List.copyOf(fields);
        names = names == null ? null : List.copyOf(names);
    }

    @Override
    public String toString() {
        return "QueryTerms[fields: " + count(fields) + ", names: " + count(names) + ", filter: "
                + (filter == null ? "none" : "some") + "]";
    }

    private static String count(@Nullable List<String> list) {
        return list == null ? "none" : String.valueOf(list.size());
    }
}

package org.paralux.qa.catalogue;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * A field of a resource as the daemons define it.
 *
 * @param kind {@code text}, {@code number}, …
 * @param values some that it has in the data, of no two the same; empty where it has none anywhere
 */
public record FieldWords(String name, String kind, List<JsonNode> values) {
    private static final Pattern INDEXED = Pattern.compile(".*/(\\d+)");

    public FieldWords {
        values = List.copyOf(values);
    }

    /** Whether it is one of a row of fields of which the first two are enough: {@code disk.size/2}. */
    boolean isOneOfMany() {
        Matcher index = INDEXED.matcher(name);
        return index.matches() && !index.group(1).equals("0") && !index.group(1).equals("1");
    }
}

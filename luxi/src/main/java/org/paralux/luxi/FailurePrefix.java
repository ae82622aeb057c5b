package org.paralux.luxi;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/** Reads a reply's {@code result} as a tree only while it can still be a failure, {@code [text, …]}. */
final class FailurePrefix {
    private FailurePrefix() {}

    /** From a string or the start of a list to its end; null for a list that does not begin with a text. */
    static @Nullable JsonNode read(JsonParser parser) {
        if (parser.currentToken() == JsonToken.VALUE_STRING) {
            return parser.readValueAsTree();
        }
        if (parser.nextToken() != JsonToken.VALUE_STRING) {
            skipToEndOfList(parser);
            return null;
        }
        ArrayNode list = LuxiJson.MAPPER.createArrayNode().add(parser.getString());
        int members = 1;
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            members++;
            if (members == 2) {
                list.add((JsonNode) parser.readValueAsTree());
            } else {
                parser.skipChildren();
            }
        }
        return members == 2 ? list : null;
    }

    private static void skipToEndOfList(JsonParser parser) {
        while (parser.currentToken() != JsonToken.END_ARRAY) {
            parser.skipChildren();
            parser.nextToken();
        }
    }
}

package org.paralux.qa.simulate.wire;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.paralux.luxi.Payload;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** How a daemon writes a reply. Two styles write equal values as different text. */
public abstract sealed class TextStyle permits MasterdText, LuxidText {
    /** The reply that says {@code result}. */
    public final Payload reply(boolean success, JsonNode result) {
        StringBuilder text = new StringBuilder();
        write(JsonNodeFactory.instance.objectNode().put("success", success).set("result", result), text);
        text.append(end());
        return Payload.wrap(text.toString().getBytes(StandardCharsets.UTF_8));
    }

    /** A value alone, as it would stand in a reply. */
    public final String text(JsonNode value) {
        StringBuilder text = new StringBuilder();
        write(value, text);
        return text.toString();
    }

    abstract String itemSeparator();

    abstract String keySeparator();

    /** What stands between the value and the ETX. */
    abstract String end();

    /** The members of an object in the order in which the daemon writes them. */
    abstract List<Map.Entry<String, JsonNode>> ordered(List<Map.Entry<String, JsonNode>> members);

    abstract String number(double value);

    abstract boolean isEscaped(char c);

    private void write(JsonNode value, StringBuilder out) {
        switch (value.getNodeType()) {
            case OBJECT -> writeObject(value, out);
            case ARRAY -> writeArray(value, out);
            case STRING -> writeText(value.stringValue(), out);
            case NUMBER -> out.append(value.isFloatingPointNumber() ? number(value.doubleValue()) : value.asString());
            case BOOLEAN -> out.append(value.booleanValue());
            case NULL, MISSING, BINARY, POJO -> out.append("null");
        }
    }

    private void writeObject(JsonNode object, StringBuilder out) {
        String separator = "{";
        for (Map.Entry<String, JsonNode> member : ordered(new ArrayList<>(object.properties()))) {
            out.append(separator);
            writeText(member.getKey(), out);
            out.append(keySeparator());
            write(member.getValue(), out);
            separator = itemSeparator();
        }
        out.append(object.isEmpty() ? "{}" : "}");
    }

    private void writeArray(JsonNode array, StringBuilder out) {
        String separator = "[";
        for (JsonNode item : array) {
            out.append(separator);
            write(item, out);
            separator = itemSeparator();
        }
        out.append(array.isEmpty() ? "[]" : "]");
    }

    private void writeText(String text, StringBuilder out) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                case '\f' -> out.append("\\f");
                case '\b' -> out.append("\\b");
                default -> {
                    if (c < ' ' || isEscaped(c)) {
                        out.append("\\u%04x".formatted((int) c));
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        out.append('"');
    }
}

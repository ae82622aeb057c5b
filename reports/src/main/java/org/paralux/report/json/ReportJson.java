package org.paralux.report.json;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Prints a report's records as one JSON object: first which report it is and the version of its form, then the members of
 * the record in their order. What is not known is null, times are RFC 3339 in UTC, lengths of time ISO 8601. All that is
 * not ASCII is escaped, so the text is safe on a terminal too.
 */
public final class ReportJson {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
            .enable(EnumFeature.WRITE_ENUMS_USING_TO_STRING)
            .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .changeDefaultVisibility(visibility -> visibility.withIsGetterVisibility(JsonAutoDetect.Visibility.NONE))
            .build();

    private ReportJson() {}

    /** The report's text, with a newline at its end. */
    public static String render(String name, int version, Record report) {
        ObjectNode json = MAPPER.createObjectNode();
        json.put("report", name);
        json.put("version", version);
        json.setAll((ObjectNode) MAPPER.<JsonNode>valueToTree(report));
        String text = MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(json);
        // The one control character that JSON lets stand.
        return text.replace("\u007f", "\\u007f") + "\n";
    }
}

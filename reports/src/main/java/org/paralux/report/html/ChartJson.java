package org.paralux.report.html;

import java.util.List;
import java.util.Locale;
import org.paralux.report.page.Block.Chart;
import org.paralux.report.page.Block.Series;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Charts as JSON inside a script element: no name can end the element, because {@code <}, {@code >} and {@code &} are escaped. */
final class ChartJson {
    private static final JsonMapper MAPPER =
            JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private ChartJson() {}

    static String of(List<Chart> charts) {
        ArrayNode all = MAPPER.createArrayNode();
        charts.forEach(chart -> all.add(node(chart)));
        return MAPPER.writeValueAsString(all)
                .replace("<", "\\u003c")
                .replace(">", "\\u003e")
                .replace("&", "\\u0026");
    }

    private static ObjectNode node(Chart chart) {
        ObjectNode node = MAPPER.createObjectNode();
        node.put("id", chart.id());
        node.put("kind", chart.kind().name().toLowerCase(Locale.ROOT));
        node.put("axis", chart.axis());
        node.put("values", chart.values());
        ArrayNode labels = node.putArray("labels");
        chart.labels().forEach(labels::add);
        ArrayNode series = node.putArray("series");
        chart.series().forEach(each -> series.add(node(each)));
        return node;
    }

    private static ObjectNode node(Series series) {
        ObjectNode node = MAPPER.createObjectNode();
        node.put("name", series.name());
        node.put("role", series.role().name().toLowerCase(Locale.ROOT));
        ArrayNode positions = node.putArray("positions");
        series.positions().forEach(positions::add);
        ArrayNode values = node.putArray("values");
        series.values().forEach(values::add);
        return node;
    }
}

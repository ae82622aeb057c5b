package org.paralux.qa.simulate.query;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.paralux.qa.simulate.field.Cell;
import org.paralux.qa.simulate.field.FieldTable;
import org.paralux.qa.simulate.field.Getter;
import org.paralux.qa.simulate.model.Node;
import tools.jackson.databind.JsonNode;

/** The exports on each node: a row each, and a row without one for a node that cannot tell. */
final class ExportResource extends Resource<ExportResource.Row> {
    private final FieldTable<Row> fields;
    private final ConfigResource<Node> nodes;

    ExportResource(ConfigResource<Node> nodes) {
        super("export", "Node", "node");
        this.nodes = nodes;
        Map<String, Function<String, Getter<Row>>> verbs =
                Map.of("node", _ -> row -> Cell.of(row.node().name()), "export", _ -> Row::export);
        fields = FieldTable.load("export.csv", verbs);
    }

    record Row(Node node, Cell export) {}

    @Override
    FieldTable<Row> fields() {
        return fields;
    }

    @Override
    List<Row> all(View view, List<String> touched) {
        return view.image().nodes().stream().flatMap(node -> rows(view, node)).toList();
    }

    @Override
    List<Row> named(View view, JsonNode name) {
        return nodes.find(view, name.asString("")).stream()
                .flatMap(node -> rows(view, node))
                .toList();
    }

    private static Stream<Row> rows(View view, Node node) {
        if (node.offline()) {
            return Stream.of(new Row(node, Cell.OFFLINE));
        }
        if (!view.image().runtime().reachable(node)) {
            return Stream.of(new Row(node, Cell.NO_DATA));
        }
        return view.image().runtime().exports(node).stream().map(export -> new Row(node, Cell.of(export)));
    }
}

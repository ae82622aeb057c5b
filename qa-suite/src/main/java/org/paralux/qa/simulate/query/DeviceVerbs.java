package org.paralux.qa.simulate.query;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.paralux.qa.simulate.field.Cell;
import org.paralux.qa.simulate.field.Getter;
import org.paralux.qa.simulate.model.Disk;
import org.paralux.qa.simulate.model.Instance;
import org.paralux.qa.simulate.model.Network;
import org.paralux.qa.simulate.model.Parameters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** How the fields of an instance's disks and network interfaces are found. */
final class DeviceVerbs {
    /** What replication keeps beside each disk, mebibytes. */
    private static final long DRBD_METADATA = 128;

    private DeviceVerbs() {}

    static Map<String, Function<String, Getter<ConfigRow<Instance>>>> all() {
        return Map.of(
                "disk", DeviceVerbs::disk,
                "disks", key -> row -> list(disks(row).stream().map(disk -> disk.value(key))),
                "disk-count", _ -> row -> Cell.of(disks(row).size()),
                "disk-template", _ -> row -> Cell.of(template(row)),
                "disk-usage", _ -> row -> Cell.of(usage(row)),
                "nic", DeviceVerbs::nic,
                "nics", key -> row -> list(row.object().nics().stream().map(nic -> nicValue(row, nic, key))),
                "nic-count", _ -> row -> Cell.of(row.object().nics().size()),
                "nic-parameters", _ -> DeviceVerbs::customNicParameters);
    }

    /** {@code disk KEY INDEX}. */
    private static Getter<ConfigRow<Instance>> disk(String keyAndIndex) {
        Indexed device = Indexed.of(keyAndIndex);
        return row -> device.in(disks(row))
                .map(disk -> Cell.orUnavailable(disk.value(device.key())))
                .orElse(Cell.UNAVAILABLE);
    }

    /** {@code nic KEY INDEX}. */
    private static Getter<ConfigRow<Instance>> nic(String keyAndIndex) {
        Indexed device = Indexed.of(keyAndIndex);
        return row -> device.in(row.object().nics())
                .map(nic -> Cell.orUnavailable(nicValue(row, nic, device.key())))
                .orElse(Cell.UNAVAILABLE);
    }

    private record Indexed(String key, int index) {
        static Indexed of(String keyAndIndex) {
            String[] parts = keyAndIndex.split(" ", 2);
            return new Indexed(parts[0], Integer.parseInt(parts[1]));
        }

        <T> Optional<T> in(List<T> devices) {
            return index < devices.size() ? Optional.of(devices.get(index)) : Optional.empty();
        }
    }

    /** One item a device, null where it has no such value. */
    private static Cell list(Stream<Optional<JsonNode>> values) {
        ArrayNode items = JsonNodeFactory.instance.arrayNode();
        values.forEach(value -> value.ifPresentOrElse(items::add, items::addNull));
        return Cell.of(items);
    }

    private static List<Disk> disks(ConfigRow<Instance> row) {
        return row.image().disks(row.object());
    }

    private static String template(ConfigRow<Instance> row) {
        List<String> templates =
                disks(row).stream().map(Disk::template).distinct().toList();
        return switch (templates.size()) {
            case 0 -> "diskless";
            case 1 -> templates.getFirst();
            default -> "mixed";
        };
    }

    private static long usage(ConfigRow<Instance> row) {
        return disks(row).stream()
                .mapToLong(disk -> switch (disk.template()) {
                    case "drbd" -> disk.size() + DRBD_METADATA;
                    case "blockdev" -> 0;
                    default -> disk.size();
                })
                .sum();
    }

    private static Optional<JsonNode> nicValue(ConfigRow<Instance> row, JsonNode nic, String key) {
        JsonNodeFactory json = JsonNodeFactory.instance;
        ObjectNode parameters =
                Parameters.filled(row.image().settings().path("nicparams").path("default"), nic.path("nicparams"));
        String mode = parameters.path("mode").asString("");
        return switch (key) {
            case "mode", "link" -> present(parameters.path(key));
            case "bridge" -> mode.equals("bridged") ? present(parameters.path("link")) : Optional.empty();
            case "vlan" -> mode.equals("openvswitch") ? present(parameters.path("vlan")) : Optional.empty();
            case "network.name" -> {
                Network network = row.image().networkByUuid(nic.path("network").asString(""));
                yield network == null ? Optional.empty() : Optional.of(json.stringNode(network.name()));
            }
            default -> present(nic.path(key));
        };
    }

    private static Optional<JsonNode> present(JsonNode value) {
        return value.isMissingNode() || value.isNull() ? Optional.empty() : Optional.of(value);
    }

    private static Cell customNicParameters(ConfigRow<Instance> row) {
        ArrayNode items = JsonNodeFactory.instance.arrayNode();
        row.object().nics().forEach(nic -> items.add(Parameters.filled(nic.path("nicparams"))));
        return Cell.of(items);
    }
}

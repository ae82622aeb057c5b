package org.paralux.qa.simulate.query;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.paralux.qa.simulate.field.Cell;
import org.paralux.qa.simulate.field.FieldTable;
import org.paralux.qa.simulate.field.Getter;
import org.paralux.qa.simulate.model.Instance;
import org.paralux.qa.simulate.model.Network;
import org.paralux.qa.simulate.model.NodeGroup;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** How the fields of a network are found. */
final class NetworkVerbs {
    private NetworkVerbs() {}

    static FieldTable<ConfigRow<Network>> fields() {
        Map<String, Function<String, Getter<ConfigRow<Network>>>> verbs = Map.of(
                "free-count", _ -> row -> Cell.of(size(row.object()) - reserved(row.object())),
                "reserved-count", _ -> row -> Cell.of(reserved(row.object())),
                "map", _ -> row -> Cell.of(map(row.object())),
                "external", _ -> row -> Cell.of(external(row.object())),
                "groups", _ -> NetworkVerbs::groupRows,
                "group-count", _ -> row -> Cell.of(groups(row).size()),
                "instances", _ -> row -> ConfigRow.names(instances(row)),
                "instance-count", _ -> row -> Cell.of(instances(row).size()));
        return FieldTable.load("network.csv", ConfigRow.verbs(verbs));
    }

    private static int size(Network network) {
        return network.reservations().length();
    }

    private static boolean isReserved(Network network, int address) {
        return bit(network.reservations(), address) || bit(network.externalReservations(), address);
    }

    private static boolean bit(String map, int address) {
        return address < map.length() && map.charAt(address) == '1';
    }

    private static long reserved(Network network) {
        return IntStream.range(0, size(network))
                .filter(address -> isReserved(network, address))
                .count();
    }

    private static String map(Network network) {
        return IntStream.range(0, size(network))
                .mapToObj(address -> isReserved(network, address) ? "X" : ".")
                .collect(Collectors.joining());
    }

    private static String external(Network network) {
        return IntStream.range(0, network.externalReservations().length())
                .filter(address -> bit(network.externalReservations(), address))
                .mapToObj(address -> address(network, address))
                .collect(Collectors.joining(", "));
    }

    /** Only IPv4 networks have a map of their addresses. */
    private static String address(Network network, int offset) {
        String first = network.text("network").split("/", 2)[0];
        try {
            ByteBuffer bytes = ByteBuffer.wrap(InetAddress.ofLiteral(first).getAddress());
            byte[] address = ByteBuffer.allocate(Integer.BYTES)
                    .putInt(bytes.getInt() + offset)
                    .array();
            return InetAddress.getByAddress(address).getHostAddress();
        } catch (IllegalArgumentException | UnknownHostException e) {
            return first + "+" + offset;
        }
    }

    private static List<NodeGroup> groups(ConfigRow<Network> row) {
        return row.image().groupsByUuid().stream()
                .filter(group -> group.connectionOf(row.object()).isObject())
                .toList();
    }

    /** Each group with its mode, link and VLAN. */
    private static Cell groupRows(ConfigRow<Network> row) {
        ArrayNode rows = JsonNodeFactory.instance.arrayNode();
        for (NodeGroup group : groups(row)) {
            JsonNode connection = group.connectionOf(row.object());
            rows.addArray()
                    .add(group.name())
                    .add(connection.path("mode").asString(""))
                    .add(connection.path("link").asString(""))
                    .add(connection.path("vlan").asString(""));
        }
        return Cell.of(rows);
    }

    private static List<Instance> instances(ConfigRow<Network> row) {
        return row.image().instancesByUuid().stream()
                .filter(instance -> instance.nics().stream()
                        .anyMatch(nic -> nic.path("network")
                                .asString("")
                                .equals(row.object().uuid())))
                .toList();
    }
}

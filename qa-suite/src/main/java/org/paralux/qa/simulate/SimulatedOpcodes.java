package org.paralux.qa.simulate;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.LongStream;
import org.paralux.qa.simulate.jobs.OpcodeRunner;
import org.paralux.qa.simulate.jobs.OpcodeTable;
import org.paralux.qa.simulate.model.ClusterException;
import org.paralux.qa.simulate.model.ClusterImage;
import org.paralux.qa.simulate.model.ClusterSource;
import org.paralux.qa.simulate.model.ConfigObject;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.NullNode;

/**
 * What opcodes do here: a delay takes its time, some ask, some change the configuration, and every other opcode takes a
 * moment and does nothing, if what it is about exists.
 */
final class SimulatedOpcodes implements OpcodeRunner {
    private static final Duration A_MOMENT = Duration.ofMillis(100);
    private static final long MAX_DELAY_SECONDS = 3600;
    private static final long MAX_MESSAGES = 100;

    /** These make what they name. */
    private static final Set<String> CREATING = Set.of("OP_INSTANCE_CREATE", "OP_NODE_ADD");

    private final ClusterSource cluster;
    private final ConfigOpcodes configOpcodes;

    SimulatedOpcodes(ClusterSource cluster) {
        this.cluster = cluster;
        configOpcodes = new ConfigOpcodes(cluster);
    }

    @Override
    public Duration duration(JsonNode opcode) {
        if (!isDelay(opcode)) {
            return A_MOMENT;
        }
        double seconds = opcode.path("duration").asDouble(0) * Math.max(1, repeat(opcode));
        return Duration.ofNanos((long) (Math.clamp(seconds, 0, MAX_DELAY_SECONDS) * 1e9));
    }

    private static boolean isDelay(JsonNode opcode) {
        return OpcodeTable.id(opcode).equals("OP_TEST_DELAY");
    }

    private static long repeat(JsonNode opcode) {
        return opcode.path("repeat").asLong(0);
    }

    @Override
    public List<String> messages(JsonNode opcode) {
        if (QueryOpcodes.asks(opcode)) {
            return List.of();
        }
        if (!isDelay(opcode)) {
            return List.of("Simulated: " + OpcodeTable.INSTANCE.summary(opcode));
        }
        long times = Math.min(repeat(opcode), MAX_MESSAGES);
        return LongStream.rangeClosed(1, times)
                .mapToObj(time -> "Delay " + time + " of " + repeat(opcode))
                .toList();
    }

    @Override
    public Outcome run(JsonNode opcode) {
        if (!OpcodeTable.INSTANCE.knows(opcode)) {
            return failed("OpExecError", "Nobody knows how to do " + OpcodeTable.id(opcode));
        }
        try {
            ClusterImage image = cluster.visible(Duration.ZERO);
            Optional<Outcome> answer = QueryOpcodes.outcome(opcode, image);
            if (answer.isPresent()) {
                return answer.get();
            }
            Outcome outcome = existing(image, opcode);
            boolean changes = outcome instanceof Outcome.Succeeded && ConfigOpcodes.changes(opcode);
            return changes && !configOpcodes.apply(opcode)
                    ? notKnown("Object", OpcodeTable.INSTANCE.subject(opcode).orElse(nameIn(opcode)))
                    : outcome;
        } catch (ClusterException e) {
            return failed("OpExecError", Objects.requireNonNullElse(e.getMessage(), "the cluster cannot be read"));
        }
    }

    private static Outcome existing(ClusterImage image, JsonNode opcode) {
        String instance = opcode.path("instance_name").asString("");
        String node = opcode.path("node_name").asString("");
        boolean creating = CREATING.contains(OpcodeTable.id(opcode));
        if (!creating && !instance.isEmpty() && !isNamed(instance, image.instances())) {
            return notKnown("Instance", instance);
        }
        if (!creating && !node.isEmpty() && !isNamed(node, image.nodes())) {
            return notKnown("Node", node);
        }
        return new Outcome.Succeeded(NullNode.getInstance());
    }

    private static String nameIn(JsonNode opcode) {
        return opcode.path("name").asString("");
    }

    private static boolean isNamed(String name, List<? extends ConfigObject> objects) {
        return objects.stream().map(ConfigObject::name).anyMatch(name::equals);
    }

    private static Outcome notKnown(String word, String name) {
        return failed("OpPrereqError", word + " '" + name + "' not known", "unknown_entity");
    }

    private static Outcome failed(String errorClass, String... arguments) {
        var error = JsonNodeFactory.instance.arrayNode().add(errorClass);
        var texts = error.addArray();
        for (String argument : arguments) {
            texts.add(argument);
        }
        return new Outcome.Failed(error);
    }
}

package org.paralux.qa.simulate;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.paralux.qa.simulate.model.ClusterImage;
import org.paralux.qa.simulate.model.ConfigEdit;
import org.paralux.qa.simulate.model.ConfigEdit.Section;
import org.paralux.qa.simulate.model.ConfigObject;
import org.paralux.qa.simulate.model.ReloadLag;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Writes to the configuration of a world at random, as its jobs might: which writes follows from the seed.
 *
 * <p>Belongs to one thread.
 */
public final class WorldWriter {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final List<String> POLICIES = List.of("preferred", "last_resort", "unallocable");
    private static final List<String> FLAGS = List.of("offline", "drained", "master_candidate", "vm_capable");

    /** Fewer than this are not made fewer still. */
    private static final int FEWEST_INSTANCES = 6;

    private final World world;
    private final Random random;
    private int added;

    public WorldWriter(World world, long seed) {
        this.world = world;
        random = new Random(seed);
    }

    /** What is done to the configuration. */
    public enum Kind {
        ADD_INSTANCE,
        REMOVE_INSTANCE,
        RENAME_INSTANCE,
        START_OR_STOP,
        MEMORY,
        TAGS,
        NODE_FLAG,
        GROUP_POLICY,
        GATEWAY,
        ADD_NETWORK
    }

    /**
     * One write.
     *
     * @param object the name of the object, that before the write
     * @param version the number of the version that came of it
     */
    public record Write(Kind kind, String object, Instant at, long version) {}

    /** Makes one write of any kind. */
    public Write write() {
        List<Kind> kinds = Arrays.asList(Kind.values());
        return write(kinds.get(random.nextInt(kinds.size())));
    }

    /** Makes one write of that kind; where there are too few instances to remove one, one is added. */
    public Write write(Kind kind) {
        ClusterImage image = world.cluster().visible(ReloadLag.NONE);
        if (kind == Kind.REMOVE_INSTANCE && image.instances().size() <= FEWEST_INSTANCES) {
            return write(Kind.ADD_INSTANCE);
        }
        String[] object = {""};
        long version = world.cluster().edit(edit -> object[0] = write(kind, image, edit));
        return new Write(kind, object[0], world.clock().instant(), version);
    }

    private String write(Kind kind, ClusterImage image, ConfigEdit edit) {
        String instance = oneOf(image.instances());
        switch (kind) {
            case ADD_INSTANCE -> {
                String name = "new%d.example.net".formatted(++added);
                edit.addInstance(name, oneOf(image.nodes()), "kvm", memory());
                return name;
            }
            case REMOVE_INSTANCE -> edit.remove(Section.INSTANCES, instance);
            case RENAME_INSTANCE ->
                edit.rename(Section.INSTANCES, instance, "renamed%d.example.net".formatted(++added));
            case START_OR_STOP -> edit.setRunning(instance, random.nextBoolean());
            case MEMORY -> edit.set(Section.INSTANCES, instance, Map.of("beparams", memory()));
            case TAGS -> edit.addTags(Section.INSTANCES, instance, List.of("tag" + random.nextInt(1000)));
            case NODE_FLAG -> {
                String node = oneOf(image.nodes());
                String flag = FLAGS.get(random.nextInt(FLAGS.size()));
                edit.set(Section.NODES, node, Map.of(flag, JSON.booleanNode(random.nextBoolean())));
                return node;
            }
            case GROUP_POLICY -> {
                String group = oneOf(image.groups());
                String policy = POLICIES.get(random.nextInt(POLICIES.size()));
                edit.set(Section.NODEGROUPS, group, Map.of("alloc_policy", JSON.stringNode(policy)));
                return group;
            }
            case GATEWAY -> {
                String network = oneOf(image.networks());
                String gateway = "10.20.0." + random.nextInt(1, 255);
                edit.set(Section.NETWORKS, network, Map.of("gateway", JSON.stringNode(gateway)));
                return network;
            }
            case ADD_NETWORK -> {
                String network = "net%d".formatted(++added);
                edit.addNetwork(network, "10.%d.0.0/24".formatted(random.nextInt(30, 200)), "10.30.0.1");
                return network;
            }
        }
        return instance;
    }

    private String oneOf(List<? extends ConfigObject> objects) {
        return objects.get(random.nextInt(objects.size())).name();
    }

    private JsonNode memory() {
        return JSON.objectNode().put("maxmem", 512L * random.nextInt(1, 16)).put("minmem", 512);
    }
}

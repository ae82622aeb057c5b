package org.paralux.qa.simulate.query;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.paralux.qa.simulate.model.ClusterImage;
import org.paralux.qa.simulate.model.Instance;
import org.paralux.qa.simulate.model.Network;
import org.paralux.qa.simulate.model.Node;
import org.paralux.qa.simulate.model.NodeGroup;

/** Every resource that the embedded daemons serve. Its field tables are read once a process. */
final class Resources {
    static final ConfigResource<Node> NODE =
            new ConfigResource<>("node", "Node", NodeVerbs.fields(), ClusterImage::nodes);
    static final ConfigResource<NodeGroup> GROUP =
            new ConfigResource<>("group", "NodeGroup", GroupVerbs.fields(), ClusterImage::groups);
    static final ConfigResource<Instance> INSTANCE =
            new ConfigResource<>("instance", "Instance", InstanceVerbs.fields(), ClusterImage::instances);
    static final ConfigResource<Network> NETWORK =
            new ConfigResource<>("network", "Network", NetworkVerbs.fields(), ClusterImage::networks);
    static final JobResource JOB = new JobResource();
    static final ExportResource EXPORT = new ExportResource(NODE);
    static final FilterResource FILTER = new FilterResource();
    static final LockResource LOCK = new LockResource();

    /** Known to the protocol, and served by neither: a program asks for them with a job. */
    static final List<String> ONLY_BY_JOB = List.of("cluster", "os");

    private static final Map<String, Resource<?>> BY_WIRE_NAME = Stream.<Resource<?>>of(
                    NODE, GROUP, INSTANCE, NETWORK, JOB, EXPORT, FILTER, LOCK)
            .collect(Collectors.toUnmodifiableMap(Resource::wireName, Function.identity()));

    private Resources() {}

    static Optional<Resource<?>> fromWireName(String wireName) {
        return Optional.ofNullable(BY_WIRE_NAME.get(wireName));
    }
}

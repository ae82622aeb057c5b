package org.paralux.qa.simulate.query;

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

/** Every resource that one of the embedded daemons serves. Its field tables are read once a process. */
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
    static final ClusterResource CLUSTER = new ClusterResource();
    static final OsResource OS = new OsResource();
    static final ExtStorageResource EXT_STORAGE = new ExtStorageResource();

    private static final Map<String, Resource<?>> BY_WIRE_NAME = Stream.<Resource<?>>of(
                    NODE, GROUP, INSTANCE, NETWORK, JOB, EXPORT, FILTER, LOCK, CLUSTER, OS, EXT_STORAGE)
            .collect(Collectors.toUnmodifiableMap(Resource::wireName, Function.identity()));

    private Resources() {}

    static Optional<Resource<?>> fromWireName(String wireName) {
        return Optional.ofNullable(BY_WIRE_NAME.get(wireName));
    }
}

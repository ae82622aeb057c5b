package org.paralux.qa.simulate.query;

import java.util.List;
import org.paralux.qa.simulate.model.ClusterImage;
import org.paralux.qa.simulate.model.Node;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The answer of {@code QueryClusterInfo}: facts of the build, and the cluster's settings under the names of the wire. */
public final class ClusterInfo {
    private static final int OS_API_VERSION = 20;
    private static final int EXPORT_VERSION = 0;
    private static final int IPV4_FAMILY = 2;

    /** Settings that are told as they stand. */
    private static final List<String> COPIED = List.of(
            "enabled_hypervisors",
            "hvparams",
            "os_hvp",
            "beparams",
            "osparams",
            "ipolicy",
            "nicparams",
            "ndparams",
            "diskparams",
            "candidate_pool_size",
            "max_running_jobs",
            "max_tracked_jobs",
            "mac_prefix",
            "master_netdev",
            "master_netmask",
            "use_external_mip_script",
            "volume_group_name",
            "drbd_usermode_helper",
            "file_storage_dir",
            "shared_file_storage_dir",
            "gluster_storage_dir",
            "maintain_node_health",
            "ctime",
            "mtime",
            "uuid",
            "tags",
            "uid_pool",
            "default_iallocator",
            "default_iallocator_params",
            "reserved_lvs",
            "prealloc_wipe_disks",
            "hidden_os",
            "blacklisted_os",
            "enabled_disk_templates",
            "install_image",
            "instance_communication_network",
            "zeroing_image",
            "compression_tools",
            "enabled_user_shutdown",
            "modify_ssh_setup",
            "ssh_key_type",
            "ssh_key_bits");

    private ClusterInfo() {}

    public static JsonNode of(ClusterImage image, String softwareVersion) {
        JsonNode settings = image.settings();
        Node master = image.master();
        ObjectNode info = JsonNodeFactory.instance
                .objectNode()
                .put("software_version", softwareVersion)
                .put("protocol_version", image.version())
                .put("config_version", image.version())
                .put("os_api_version", OS_API_VERSION)
                .put("export_version", EXPORT_VERSION)
                .put("vcs_version", "embedded");
        info.putArray("architecture").add("64bits").add("x86_64");
        info.put("name", settings.path("cluster_name").asString(""))
                .put("master", master == null ? "" : master.name())
                .put(
                        "default_hypervisor",
                        settings.path("enabled_hypervisors").path(0).asString(""))
                .put(
                        "primary_ip_version",
                        settings.path("primary_ip_family").asInt(IPV4_FAMILY) == IPV4_FAMILY ? 4 : 6);
        for (String name : COPIED) {
            info.set(name, settings.has(name) ? settings.path(name) : JsonNodeFactory.instance.nullNode());
        }
        ObjectNode active = info.putObject("enabled_data_collectors");
        ObjectNode intervals = info.putObject("data_collector_interval");
        for (var collector : settings.path("data_collectors").properties()) {
            active.set(collector.getKey(), collector.getValue().path("active"));
            intervals.set(collector.getKey(), collector.getValue().path("interval"));
        }
        return info;
    }
}

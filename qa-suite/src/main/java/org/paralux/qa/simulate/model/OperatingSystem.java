package org.paralux.qa.simulate.model;

import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What an instance can be installed from: scripts in a folder of each node. A configuration does not list them, so that
 * those are taken to be there that instances have or that the cluster has parameters of.
 *
 * @param variants in order of their names
 */
public record OperatingSystem(String name, List<String> variants) {
    private static final String FOLDER = "/usr/share/ganeti/os/";
    private static final List<Integer> WITHOUT_VARIANTS = List.of(5, 10);
    private static final List<Integer> WITH_VARIANTS = List.of(5, 10, 15);

    /** By name. */
    public static List<OperatingSystem> of(ClusterImage image) {
        SortedMap<String, SortedSet<String>> variants = new TreeMap<>();
        Stream.concat(
                        image.instances().stream().map(Instance::os),
                        Stream.of("os_hvp", "osparams")
                                .flatMap(section -> image.settings().path(section).propertyNames().stream()))
                .filter(os -> !os.isEmpty())
                .map(os -> os.split("\\+", 2))
                .forEach(os -> {
                    SortedSet<String> known = variants.computeIfAbsent(os[0], _ -> new TreeSet<>());
                    if (os.length > 1) {
                        known.add(os[1]);
                    }
                });
        return variants.entrySet().stream()
                .map(os -> new OperatingSystem(os.getKey(), List.copyOf(os.getValue())))
                .toList();
    }

    /** Where its scripts are. */
    public String folder() {
        return FOLDER + name;
    }

    /** The versions of the interface that its scripts know: variants came with the last. */
    public List<Integer> interfaceVersions() {
        return variants.isEmpty() ? WITHOUT_VARIANTS : WITH_VARIANTS;
    }

    public boolean isHidden(ClusterImage image) {
        return isListed(image, "hidden_os");
    }

    public boolean isBlacklisted(ClusterImage image) {
        return isListed(image, "blacklisted_os");
    }

    private boolean isListed(ClusterImage image, String key) {
        return image.settings().path(key).values().stream()
                .anyMatch(each -> each.asString("").equals(name));
    }
}

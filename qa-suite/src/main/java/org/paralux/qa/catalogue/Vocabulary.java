package org.paralux.qa.catalogue;

import java.util.List;

/**
 * What the two daemons can be asked about, by what they tell themselves.
 *
 * @param resources each of those that any release of Ganeti knows, but {@code lock}
 */
public record Vocabulary(List<ResourceWords> resources) {
    /** {@code lock} is left out: it stays with the primary for ever, and no query about it is ever put to two daemons. */
    static final List<String> RESOURCES =
            List.of("node", "group", "instance", "network", "job", "export", "filter", "cluster", "os", "extstorage");

    public Vocabulary {
        resources = List.copyOf(resources);
    }

    public ResourceWords of(String resource) {
        return resources.stream()
                .filter(words -> words.resource().equals(resource))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("resource: " + resource));
    }

    /** Those that have fields. */
    public List<ResourceWords> served() {
        return resources.stream().filter(ResourceWords::isServed).toList();
    }
}

package org.paralux.qa.simulate.model;

/**
 * How a configuration file is laid out, where that is not the way of today.
 *
 * @param nodesByName whether nodes stand under their names, and are pointed to by them, not by their UUIDs
 * @param instancesByName whether instances stand under their names
 * @param disksInside whether disks stand in their instances, not in a section of their own
 */
public record FileLayout(boolean nodesByName, boolean instancesByName, boolean disksInside) {
    /** Of Ganeti 3.0 and 3.1. */
    static final FileLayout TODAY = new FileLayout(false, false, false);

    /** Under what an object stands in its section. */
    public String key(ConfigObject object) {
        boolean byName = switch (object) {
            case Node _ -> nodesByName;
            case Instance _ -> instancesByName;
            case NodeGroup _, Network _, Disk _, FilterRule _ -> false;
        };
        return byName ? object.name() : object.uuid();
    }
}

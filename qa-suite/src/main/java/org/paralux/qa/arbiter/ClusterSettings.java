package org.paralux.qa.arbiter;

import java.util.Optional;
import org.paralux.qa.simulate.field.Cell;
import org.paralux.qa.simulate.model.ClusterImage;
import org.paralux.qa.simulate.model.Node;
import tools.jackson.databind.JsonNode;

/** What the files say of the members of {@code QueryClusterInfo} and of {@code QueryConfigValues}. */
final class ClusterSettings {
    private ClusterSettings() {}

    static Opinion opinion(ClusterImage image, String member) {
        Optional<String> why = whyNot(member);
        if (why.isPresent()) {
            return new Opinion.Abstains(why.get());
        }
        Place place = new Place("cluster." + key(member), "", Layer.changed(image.settings()));
        if (member.equals("master") || member.equals("master_node")) {
            Node master = image.master();
            return master == null
                    ? new Opinion.Abstains("there is no such node in the files")
                    : new Opinion.Says(
                            Cell.of(master.name()),
                            new Place("nodes." + master.uuid() + ".name", "by cluster.master_node", image.changed()),
                            SameValue.EXACTLY);
        }
        JsonNode value = image.settings().path(key(member));
        return value.isMissingNode()
                ? new Opinion.Abstains("not set in the files")
                : new Opinion.Says(Cell.of(value), place, sameness(member));
    }

    private static SameValue sameness(String member) {
        return switch (member) {
            case "tags" -> SameValue.IN_ANY_ORDER;
            case "ctime", "mtime" -> SameValue.TO_THE_MICROSECOND;
            default -> SameValue.EXACTLY;
        };
    }

    static Optional<String> whyNot(String member) {
        return Coverage.covers("cluster", member)
                ? Optional.empty()
                : Optional.of("not a setting as it stands in the files");
    }

    private static String key(String member) {
        return switch (member) {
            case "name" -> "cluster_name";
            case "master" -> "master_node";
            default -> member;
        };
    }
}

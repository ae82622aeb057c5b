package org.paralux.proxy.rollout;

import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** Is told what somebody changes by hand, and has more to show beside the stages. On the admin loop. */
public interface RolloutWitness {
    RolloutWitness NONE = new RolloutWitness() {
        @Override
        public void moved(List<String> classes, String by) {}

        @Override
        public void killed(String by, String why) {}

        @Override
        public void describe(ObjectNode page) {}
    };

    /** Classes were moved; none for all that have no stage of their own. */
    void moved(List<String> classes, String by);

    /** Every class went to observe. */
    void killed(String by, String why);

    /** Adds what there is to a page with {@code classes}. */
    void describe(ObjectNode page);
}

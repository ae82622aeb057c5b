package org.paralux.proxy.plan;

/** Where a plan tells people of itself. Thread-safe. */
@FunctionalInterface
public interface PlanSigns {
    PlanSigns NONE = (_, _, _) -> {};

    /**
     * Something that somebody should know.
     *
     * @param about the class, or the plan
     * @param sentence what happened
     * @param isUrgent whether it cannot wait until morning
     */
    void tell(String about, String sentence, boolean isUrgent);
}

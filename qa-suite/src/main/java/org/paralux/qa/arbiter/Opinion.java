package org.paralux.qa.arbiter;

import org.paralux.qa.simulate.field.Cell;
import tools.jackson.databind.JsonNode;

/** What the files say of one field of one object. */
public sealed interface Opinion {
    /**
     * A value, or that there is none.
     *
     * @param sameness when a value of a daemon is the same
     */
    record Says(Cell cell, Place place, SameValue sameness) implements Opinion {
        /** Whether a cell of a reply, {@code [status, value]}, says the same. */
        public boolean isSaidBy(JsonNode statusAndValue) {
            JsonNode told = cell.toJson();
            return SameValue.EXACTLY.of(statusAndValue.path(0), told.path(0))
                    && sameness.of(statusAndValue.path(1), told.path(1));
        }

        /** Whether a value that comes without its status is the same. */
        public boolean isSaidByValue(JsonNode value) {
            return sameness.of(value, cell.value());
        }
    }

    /**
     * Nothing.
     *
     * @param why in a few words
     */
    record Abstains(String why) implements Opinion {}
}

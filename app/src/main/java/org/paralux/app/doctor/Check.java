package org.paralux.app.doctor;

import java.io.IOException;
import java.util.List;

/** Looks at one matter, and changes nothing. */
interface Check {
    /** The word under which it reports what it could not look at. */
    String name();

    /**
     * Looks.
     *
     * @throws IOException in one line, where it cannot be told
     */
    List<Finding> look(Patient patient) throws IOException;
}

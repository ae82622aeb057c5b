package org.paralux.diff;

import java.util.List;

/** A rules file that cannot be used; the message is one line a mistake. */
public final class RulesException extends Exception {
    private static final long serialVersionUID = 1L;

    RulesException(List<String> mistakes) {
        super(String.join("\n", mistakes));
    }
}

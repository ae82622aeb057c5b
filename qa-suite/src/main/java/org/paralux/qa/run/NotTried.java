package org.paralux.qa.run;

import java.util.Locale;

/** Why a case was not put to the daemons. */
public enum NotTried {
    SHARE("beyond --cases"),
    ENDED("the run ended before"),
    SILENT("the candidate is silent to such queries"),
    AWAY("a daemon was away"),
    NO_SOCKET("needs a connection of its own");

    private final String word = name().toLowerCase(Locale.ROOT).replace('_', '-');
    private final String sentence;

    NotTried(String sentence) {
        this.sentence = sentence;
    }

    /** As machines read it. */
    public String word() {
        return word;
    }

    /** As people read it. */
    public String sentence() {
        return sentence;
    }
}

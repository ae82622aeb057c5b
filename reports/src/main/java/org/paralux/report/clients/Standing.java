package org.paralux.report.clients;

/** Where a client's queries leave it. */
public enum Standing {
    /** Some of its queries belong on another socket, and nothing in its release explains them. */
    TO_CHANGE("to change"),
    /** All its misdirected queries are what its release does by design. */
    EXPECTED("expected"),
    /** It sent queries, and none to a socket of role {@code master}. */
    NOT_APPLICABLE("not applicable"),
    /** It sent no queries but lock queries. */
    NO_QUERIES("no queries");

    private final String word;

    Standing(String word) {
        this.word = word;
    }

    /** The standing as reports print it. */
    public String word() {
        return word;
    }
}

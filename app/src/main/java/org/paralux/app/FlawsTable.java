package org.paralux.app;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.paralux.diff.Verdict;
import org.paralux.qa.simulate.flaw.Flaw;
import org.paralux.qa.simulate.flaw.Sign;
import org.paralux.qa.simulate.flaw.Trace;

/** The flaws that an embedded daemon can have, for people to choose from. */
final class FlawsTable {
    private FlawsTable() {}

    /** Three lines a flaw: its word and what it does, where it shows, and as what. */
    static String text() {
        return Arrays.stream(Flaw.values())
                .map(flaw -> "%-21s %s%s%n%-21s in %s%n%-21s found as %s%n"
                        .formatted(
                                flaw.word(),
                                flaw.sentence(),
                                flaw.knownAs().isEmpty() ? "" : " (" + flaw.knownAs() + ")",
                                "",
                                String.join(", ", flaw.trace().classes()),
                                "",
                                foundAs(flaw.trace())))
                .collect(Collectors.joining());
    }

    /** The kinds and causes, or the outcome where nothing diverges. */
    static String foundAs(Trace trace) {
        if (trace.verdict() != Verdict.DIVERGENT) {
            return trace.verdict().word();
        }
        return trace.signs().isEmpty()
                ? "whatever differs then"
                : trace.signs().stream().map(Sign::words).collect(Collectors.joining(", "));
    }
}

package org.paralux.report.consistency;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.paralux.audit.Outcome;
import org.paralux.audit.statistics.Percent;
import org.paralux.report.log.LogWords;
import org.paralux.report.page.Page;
import org.paralux.report.page.Page.Answer;
import org.paralux.report.page.Page.Section;
import org.paralux.report.page.Page.Status;
import org.paralux.report.tally.LagRow;
import org.paralux.report.tally.MovedClasses;
import org.paralux.report.text.Tone;
import org.paralux.report.text.Words;

/** Lays the consistency report out for reading. */
public final class ConsistencyPage {
    private static final int CLIENTS_NAMED = 3;

    private final ConsistencyReport report;
    private final ZoneId zone;

    private ConsistencyPage(ConsistencyReport report, ZoneId zone) {
        this.report = report;
        this.zone = zone;
    }

    /** The page of a report, with times of {@code zone}. */
    public static Page of(ConsistencyReport report, ZoneId zone) {
        return new ConsistencyPage(report, zone).page();
    }

    private Page page() {
        DivergenceParts divergences = new DivergenceParts(report, zone);
        OutcomeParts outcomes = new OutcomeParts(report, zone);
        List<Section> sections = new ArrayList<>();
        sections.add(new Section(
                "outcomes", "Outcomes", "What became of every eligible query. Each sum must hold.", outcomes.blocks()));
        sections.add(new Section(
                "divergences",
                "Divergences",
                report.causes().isEmpty()
                        ? "No place differs for certain."
                        : "By cause, the one first that removes most when it is mended; under each the places.",
                divergences.blocks()));
        sections.add(new Section("lag", "Lag", lagLead(), outcomes.lag()));
        sections.add(new Section(
                "latency",
                "Latency",
                "Both daemons, socket to socket, over the same queries. Indicative: the primary was always asked first.",
                outcomes.latency()));
        sections.add(new Section(
                "skipped",
                "Skipped, rules, epochs",
                "What was not compared, and what rules cleared.",
                outcomes.rest()));
        return new Page(
                "consistency",
                "Does the shadow answer as the primary does?",
                LogWords.scope(report.selection(), report.health(), zone),
                status(),
                answers(),
                LogWords.warnings(report.health()),
                sections,
                divergences.table(),
                report.generated(),
                zone);
    }

    private Status status() {
        Accounts accounts = report.accounts();
        if (report.health().records() == 0) {
            return new Status(
                    Tone.CAUTION, "NOTHING YET", "The log is empty: no proxy has written to it in this time.");
        }
        if (!report.shadowed()) {
            return new Status(Tone.CAUTION, "NO SHADOW", "Nothing was compared: the proxy had no shadow in this time.");
        }
        if (report.isEmpty()) {
            return new Status(Tone.CAUTION, "NOTHING COMPARED", "There was a shadow, and no query was put to it.");
        }
        if (report.divergent()) {
            return new Status(
                    Tone.BAD,
                    "DIVERGENT",
                    Words.count(accounts.divergent(), "trial differs", "trials differ") + " for certain, of "
                            + accounts.trials() + ", from "
                            + Words.count(report.causes().size(), "cause", "causes") + unsure() + ".");
        }
        if (!unsure().isEmpty()) {
            return new Status(
                    Tone.CAUTION,
                    "NO DIVERGENCE",
                    "None of " + accounts.trials() + " trials differs for certain" + unsure() + ".");
        }
        return new Status(
                Tone.GOOD, "CONSISTENT", "All of " + accounts.trials() + " trials agree, but for the lag told below.");
    }

    /** How many trials say nothing, after a semicolon; empty where all say something. */
    private String unsure() {
        Map<String, Long> outcomes = report.accounts().outcomes();
        return Stream.of(Outcome.REFUSED, Outcome.SHADOW_FAILED, Outcome.UNDECIDED)
                .map(Outcome::word)
                .filter(word -> outcomes.getOrDefault(word, 0L) > 0)
                .map(word -> "; " + outcomes.get(word) + " " + word)
                .collect(Collectors.joining());
    }

    private List<Answer> answers() {
        return List.of(
                new Answer("Who is affected?", affectedTone(), affected()),
                new Answer("Why?", report.causes().isEmpty() ? Tone.GOOD : Tone.BAD, why()),
                new Answer("Is it us?", Tone.PLAIN, isItUs()),
                new Answer("How to undo it?", Tone.PLAIN, undo()),
                new Answer("What next?", report.divergent() ? Tone.CAUTION : Tone.GOOD, next()));
    }

    private Tone affectedTone() {
        return report.divergent() ? Tone.CAUTION : Tone.GOOD;
    }

    private String affected() {
        if (!report.divergent()) {
            return report.moved().isEmpty()
                    ? "Nobody: every client got the primary's answer, and the shadow's would not differ for certain."
                    : "Nobody: the shadow answers " + MovedClasses.told(report.moved())
                            + ", and nothing differs for certain.";
        }
        List<String> clients = DivergenceParts.clients(report.causes());
        String named = String.join(
                ", ",
                clients.stream()
                        .limit(CLIENTS_NAMED)
                        .map(DivergenceParts::shortKey)
                        .toList());
        String differing = Words.count(clients.size(), "client", "clients") + " would see a difference: " + named
                + (clients.size() > CLIENTS_NAMED ? " and others." : ".");
        return report.moved().isEmpty()
                ? "Nobody yet: clients get the primary's answers. Asked to the shadow, " + differing
                : "Whoever asks what the shadow answers by now: " + MovedClasses.told(report.moved())
                        + ". Asked to the shadow, " + differing;
    }

    private String why() {
        if (report.causes().isEmpty()) {
            return report.isEmpty() ? "Nothing was compared." : "No cause: nothing differs for certain.";
        }
        CauseRow first = report.causes().getFirst();
        String part = first.trials() + " of " + report.accounts().divergent();
        return first.isExplained()
                ? first.cause() + ": " + first.meaning() + " It has a part in " + part + "."
                : "Not known: no cause that is known explains " + part + ".";
    }

    private String isItUs() {
        if (report.isEmpty()) {
            return "The proxy forwarded every byte; it compared nothing.";
        }
        boolean holds = report.accounts().identities().stream().allMatch(Accounts.Identity::holds);
        return (holds ? "No: " : "Perhaps: ")
                + (report.moved().isEmpty()
                        ? "Paralux only looks on; the client's path has the primary's bytes."
                        : "Paralux passes on the bytes of one daemon as they come.")
                + (holds ? " All its sums hold." : " One of its sums does not hold; see Outcomes.");
    }

    private String undo() {
        return report.moved().isEmpty()
                ? "Nothing to undo: the shadow answers nobody. To stop comparing, start the proxy without a shadow."
                : "paralux rollout kill: from the next request on the primary answers everything.";
    }

    private String next() {
        if (!report.causes().isEmpty()) {
            CauseRow first = report.causes().getFirst();
            String removed = Words.percent(
                            first.removedSoFar(), Math.max(1, report.accounts().divergent()))
                    + " of the divergences.";
            return (first.isExplained()
                            ? "Mend " + first.cause() + ": that alone removes " + removed
                            : "Find the cause: mending it may remove " + removed)
                    + " Look at one: paralux explain " + example(first) + ".";
        }
        if (report.isEmpty()) {
            return "Run the proxy with --shadow and let clients ask.";
        }
        LagRow lag = report.lag();
        if (lag != null && report.lagsTooLong()) {
            return "Look at the lag: its 99th percentile may be over " + Words.span(report.lagLimit()) + ".";
        }
        return "paralux report readiness says which classes may move.";
    }

    private static String example(CauseRow cause) {
        return cause.paths().getFirst().examples().getFirst().exchange();
    }

    private String lagLead() {
        LagRow lag = report.lag();
        if (lag == null) {
            return "No trial caught the shadow behind.";
        }
        return "After a write the shadow was behind in " + Words.count(lag.stale(), "trial", "trials") + " ("
                + Percent.of(lag.share()) + "). How long lies in an interval: nobody looks all the time.";
    }
}

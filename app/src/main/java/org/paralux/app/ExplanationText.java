package org.paralux.app;

import java.io.PrintWriter;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.paralux.audit.AuditEvent;
import org.paralux.audit.Outcome;
import org.paralux.audit.evidence.Evidence;
import org.paralux.diff.Comparison;
import org.paralux.luxi.Printable;
import org.paralux.qa.arbiter.Ruling;
import org.paralux.qa.arbiter.Rulings;
import org.paralux.report.text.Words;
import org.paralux.report.trials.Explanation;

/** An explanation for a person: what was decided, how it came to that, what differs, and how the class did before. */
final class ExplanationText {
    private static final int SHOWN_DAYS = 14;

    private final PrintWriter out;
    private final ZoneId zone;

    ExplanationText(PrintWriter out, ZoneId zone) {
        this.out = out;
        this.zone = zone;
    }

    /** @param rulings what the cluster's files say; none where they were not asked */
    void print(Explanation explanation, Rulings rulings) {
        heading(explanation);
        outcome(explanation);
        steps(explanation);
        places(explanation);
        files(rulings);
        history(explanation);
    }

    private void heading(Explanation explanation) {
        out.println("exchange  " + explanation.exchangeId());
        line("class     ", explanation.queryClass());
        Instant time = explanation.time();
        line("ended     ", time == null ? null : Words.time(time, zone));
        Evidence evidence = explanation.evidence();
        AuditEvent.Exchange exchange = explanation.exchange();
        line("client    ", evidence != null ? evidence.clientKey() : exchange == null ? null : exchange.client());
        if (exchange != null) {
            line("fields    ", exchange.fields() == null ? null : String.join(",", exchange.fields()));
            line("filter    ", exchange.filter());
            line("names     ", exchange.names() == null ? null : String.join(",", exchange.names()));
        }
    }

    private void outcome(Explanation explanation) {
        AuditEvent.QueryOutcome outcome = explanation.outcome();
        Evidence evidence = explanation.evidence();
        if (outcome == null) {
            out.println("outcome   "
                    + (evidence == null
                            ? "none is recorded"
                            : evidence.outcome().word() + ", as its evidence says; the log no longer has it"));
            return;
        }
        out.println("outcome   " + outcome.outcome().word());
        line("decision  ", explanation.decision());
        out.println(
                "rules     " + (outcome.rules() == null ? "none fired" : shown(String.join(", ", outcome.rules()))));
        out.println("sampled   with probability " + outcome.probability() + "; asked again "
                + Words.count(outcome.settling(), "time", "times"));
        for (AuditEvent.DivergenceFound found : explanation.divergences()) {
            out.println("found     " + shown(found.path()) + ": " + shown(found.kind()) + ", " + shown(found.cause())
                    + ", " + shown(found.volatility()) + (found.count() == 1 ? "" : ", " + found.count() + " like it"));
        }
    }

    private void steps(Explanation explanation) {
        if (explanation.steps().isEmpty()) {
            out.println();
            out.println("No evidence of it is kept" + whyNot(explanation.outcome()) + ".");
            return;
        }
        out.println();
        out.println("Replies, by the time after the primary's first");
        int number = 0;
        for (Explanation.Step step : explanation.steps()) {
            number++;
            String bytes = step.bytes() == null
                    ? "no reply"
                    : step.sameAs() == null ? step.bytes() + " bytes" : "the same as " + step.sameAs();
            String part = step.excerpt() ? ", an excerpt: of its rows those that differ" : "";
            String then = step.verdictThen() == null ? "" : ", " + shown(step.verdictThen());
            out.println(String.format(Locale.ROOT, "%3d %13.3f ms  ", number, step.offsetMicros() / 1000.0)
                    + step.asked().word() + ": " + bytes + part + then + today(step));
        }
    }

    /** Only where it says more than the verdict of then. */
    private static String today(Explanation.Step step) {
        Comparison now = step.now();
        if (now == null) {
            return "";
        }
        String places =
                now.divergenceCount() == 0 ? "" : " in " + Words.count(now.divergenceCount(), "place", "places");
        return now.verdict().word().equals(step.verdictThen())
                ? places
                : " (compared today: " + now.verdict().word() + places + ")";
    }

    private static String whyNot(AuditEvent.@Nullable QueryOutcome outcome) {
        if (outcome == null) {
            return "";
        }
        return switch (outcome.outcome()) {
            case MATCH, EQUIVALENT -> ": for this outcome none is";
            case SKIPPED -> ": the shadow was not asked";
            case SHADOW_FAILED, REFUSED, LAG, MOVED, DIVERGENT, UNDECIDED ->
                outcome.evidence() == null ? ": enough of its cause are, or it was lost" : ": it made room for others";
        };
    }

    private void places(Explanation explanation) {
        Comparison places = explanation.places();
        if (places != null) {
            out.println();
            out.println("The first replies, compared today");
            ComparisonText.print(places, out);
        }
    }

    private void files(Rulings rulings) {
        if (rulings.all().isEmpty()) {
            return;
        }
        out.println();
        out.println("What the files say of it");
        for (Ruling ruling : rulings.all()) {
            out.println("  " + shown(ruling.path()) + ": " + shown(ruling.text()));
        }
    }

    private void history(Explanation explanation) {
        int days = explanation.history().size();
        if (days == 0) {
            return;
        }
        out.println();
        out.println("Outcomes of " + shown(String.valueOf(explanation.queryClass())));
        for (Explanation.Day day : explanation.history().subList(Math.max(0, days - SHOWN_DAYS), days)) {
            String counts = day.counts().entrySet().stream()
                    .map(each -> each.getKey().word() + " " + each.getValue())
                    .collect(Collectors.joining(", "));
            long trials = day.counts().entrySet().stream()
                    .filter(each -> each.getKey() != Outcome.SKIPPED)
                    .mapToLong(each -> each.getValue())
                    .sum();
            out.println("  " + day.day() + "  " + Words.count(trials, "trial", "trials") + ": " + counts);
        }
    }

    private void line(String label, @Nullable String text) {
        if (text != null) {
            out.println(label + shown(text));
        }
    }

    private static String shown(String text) {
        return Printable.of(text);
    }
}

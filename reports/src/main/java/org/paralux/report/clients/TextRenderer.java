package org.paralux.report.clients;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.paralux.report.clients.ClientsReport.LogSpan;
import org.paralux.report.text.TextPage;
import org.paralux.report.text.Tone;
import org.paralux.report.text.Words;

/**
 * Prints the clients report for a terminal. The first screen says who sends what, how much, since when, whether it is
 * expected and what to change; the accounting and the details follow. Thread-safe.
 */
public final class TextRenderer {
    private final int width;
    private final boolean colour;
    private final ZoneId zone;

    /** Lines are {@code width} columns wide, at least 20; times are those of {@code zone}. */
    public TextRenderer(int width, boolean colour, ZoneId zone) {
        this.width = width;
        this.colour = colour;
        this.zone = zone;
    }

    public String render(ClientsReport report) {
        TextPage page = new TextPage(width, colour);
        LogSpan log = report.log();
        LogSpan observed = report.observed();
        if (log == null) {
            page.paragraph(Tone.PLAIN, "The log is empty: no proxy has written to it yet.");
        } else if (observed == null) {
            String asked = asked(report.range().since(), report.range().until());
            page.paragraph(
                    Tone.PLAIN,
                    "The log has no records " + asked + ": it reaches from " + Words.time(log.first(), zone) + " to "
                            + Words.time(log.last(), zone) + ".");
        } else {
            List<Numbered> clients = Numbered.of(report);
            new TextOverview(page, report, clients, zone).write(log, observed);
            new TextDetails(page, clients, zone).write();
        }
        return page.toString();
    }

    private String asked(@Nullable Instant since, @Nullable Instant until) {
        String from = since == null ? "" : "since " + Words.time(since, zone);
        return until == null ? from : (from + " before " + Words.time(until, zone)).strip();
    }
}

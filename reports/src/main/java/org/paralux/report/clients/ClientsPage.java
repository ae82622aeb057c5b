package org.paralux.report.clients;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.paralux.report.log.Selection;
import org.paralux.report.page.Block;
import org.paralux.report.page.Block.Fact;
import org.paralux.report.page.Block.Facts;
import org.paralux.report.page.Page;
import org.paralux.report.page.Page.Answer;
import org.paralux.report.page.Page.Section;
import org.paralux.report.page.Page.Status;
import org.paralux.report.text.Tone;
import org.paralux.report.text.Words;

/** Lays the clients report out for reading. */
public final class ClientsPage {
    private static final int NAMED = 3;

    private final ClientsReport report;
    private final Selection selection;
    private final ZoneId zone;

    private ClientsPage(ClientsReport report, Selection selection, ZoneId zone) {
        this.report = report;
        this.selection = selection;
        this.zone = zone;
    }

    /** The page of a report, with times of {@code zone}. */
    public static Page of(ClientsReport report, Selection selection, ZoneId zone) {
        return new ClientsPage(report, selection, zone).page();
    }

    private Page page() {
        ClientParts parts = new ClientParts(report, zone);
        List<Section> sections = new ArrayList<>();
        sections.add(new Section("burn-down", "Burn-down", burnDownLead(), parts.burnDown()));
        for (Standing standing : Standing.values()) {
            List<Block> blocks = parts.clients(standing);
            if (!blocks.isEmpty()) {
                sections.add(new Section(ClientParts.id(standing), title(standing), lead(standing), blocks));
            }
        }
        sections.add(new Section("requests", "Requests", "Each sum must hold.", List.of(sums())));
        return new Page(
                "clients",
                "Who sends queries to the primary's socket?",
                scope(),
                status(),
                answers(),
                report.warnings(),
                sections,
                parts.table(),
                report.generated(),
                zone);
    }

    private String scope() {
        List<String> parts = new ArrayList<>();
        report.runs().stream()
                .map(run -> run.cluster())
                .filter(Objects::nonNull)
                .distinct()
                .forEach(parts::add);
        ClientsReport.LogSpan observed = report.observed();
        if (observed != null) {
            parts.add(Words.minute(observed.first(), zone) + " to " + Words.minute(observed.last(), zone));
            parts.add(Words.count(observed.records(), "record", "records"));
        }
        if (selection.client() != null) {
            parts.add("clients with '" + selection.client() + "' only");
        }
        if (selection.queryClass() != null) {
            parts.add("class " + selection.queryClass() + " only");
        }
        return String.join(", ", parts);
    }

    private Status status() {
        int clients = report.clients(Standing.TO_CHANGE).size();
        if (report.observed() == null) {
            return new Status(Tone.CAUTION, "NOTHING YET", "The log has no records in this time.");
        }
        if (!report.misdirectionApplies()) {
            return new Status(
                    Tone.PLAIN, "NOT APPLICABLE", "The socket has the role query: every query belongs there.");
        }
        if (clients == 0) {
            return new Status(
                    Tone.GOOD,
                    "DONE",
                    "No client is left that must change; " + report.totals().expected()
                            + " misdirected queries are expected in this release.");
        }
        return new Status(
                Tone.CAUTION,
                Words.count(clients, "CLIENT", "CLIENTS") + " TO CHANGE",
                report.totals().toChange() + " of " + report.totals().misdirected()
                        + " misdirected queries need not go there.");
    }

    private List<Answer> answers() {
        List<ClientRow> clients = report.clients(Standing.TO_CHANGE);
        ClientRow first = clients.isEmpty() ? null : clients.getFirst();
        return List.of(
                new Answer("Who?", clients.isEmpty() ? Tone.GOOD : Tone.CAUTION, who(clients)),
                new Answer("Why?", Tone.PLAIN, why(first)),
                new Answer(
                        "Is it us?",
                        Tone.PLAIN,
                        "No: every one of these clients got its answer. Which socket to ask is their own choice, or that"
                                + " of the library they use."),
                new Answer(
                        "How to undo it?",
                        Tone.PLAIN,
                        "Nothing to undo here. A client that was changed goes back by taking its one line out again."),
                new Answer("What next?", first == null ? Tone.GOOD : Tone.CAUTION, next(nextToChange(clients))));
    }

    /** The first for which something can be done by now; else the first. */
    private static @Nullable ClientRow nextToChange(List<ClientRow> clients) {
        return clients.stream()
                .filter(row -> !row.hint().equals(Hints.notServed()))
                .findFirst()
                .orElse(clients.isEmpty() ? null : clients.getFirst());
    }

    private String who(List<ClientRow> clients) {
        if (!report.misdirectionApplies()) {
            return "Nobody can be wrong on this socket.";
        }
        if (clients.isEmpty()) {
            return "Nobody that must change.";
        }
        String named = String.join(
                ", ",
                clients.stream()
                        .limit(NAMED)
                        .map(row -> row.who().label() + " ("
                                + Words.percent(
                                        row.requests().toChange(),
                                        report.totals().toChange())
                                + ")")
                        .toList());
        int more = clients.size() - NAMED;
        return named + (more > 0 ? " and " + more + " more." : ".");
    }

    private String why(@Nullable ClientRow first) {
        if (first == null) {
            return report.totals().expected() > 0
                    ? "What still comes is sent by stock programs, which this release has ask there."
                    : "Nothing is misdirected.";
        }
        if (report.onOneSocket()) {
            return "The proxy was told that queries do not belong on this socket, but this release has one socket for all.";
        }
        ClassRow most = first.classes().getFirst();
        return first.who().label() + " asks " + most.name()
                + " at the master daemon, which must only execute jobs: a hang" + " in one would hurt the other.";
    }

    private String next(@Nullable ClientRow first) {
        if (first == null) {
            return "paralux report consistency says whether the answers would be the same.";
        }
        return report.onOneSocket()
                ? "Nothing at the clients: run the proxy with the listen role query, and none of them is misdirected."
                : first.who().label() + ": " + first.hint().summary() + " Its ticket is below, ready to send.";
    }

    private String burnDownLead() {
        List<BurnDown.Point> points = report.burnDown().points();
        if (points.size() < 2) {
            return "Too short a time to see it fall or rise.";
        }
        long earlier = points.subList(0, points.size() / 2).stream()
                .mapToLong(BurnDown.Point::queries)
                .sum();
        long later = points.subList(points.size() - points.size() / 2, points.size()).stream()
                .mapToLong(BurnDown.Point::queries)
                .sum();
        String course = later * 10 < earlier * 9 ? "Falling" : later * 9 > earlier * 10 ? "Rising" : "Steady";
        return course + ": " + earlier + " queries in the first half of the time, " + later + " in the second.";
    }

    private static String title(Standing standing) {
        return switch (standing) {
            case TO_CHANGE -> "To change";
            case EXPECTED -> "Expected";
            case NOT_APPLICABLE -> "Not misdirected";
            case NO_QUERIES -> "Without queries";
        };
    }

    private static String lead(Standing standing) {
        return switch (standing) {
            case TO_CHANGE -> "Each with what to change and a ticket for its owner.";
            case EXPECTED -> "Stock programs of the release, which ask there by design.";
            case NOT_APPLICABLE -> "Their queries came to a socket where they belong.";
            case NO_QUERIES -> "They sent jobs, waits or lock queries alone, which belong there.";
        };
    }

    private Facts sums() {
        Accounting totals = report.totals();
        return new Facts(List.of(
                new Fact(
                        "Received",
                        totals.received() + " = " + totals.queries() + " queries + " + totals.commands()
                                + " commands + " + totals.waits() + " waits + " + totals.unknown() + " unknown"),
                new Fact(
                        "Queries",
                        totals.queries() + " = " + totals.eligible() + " eligible + " + totals.lock() + " lock + "
                                + totals.malformed() + " malformed"),
                new Fact(
                        "Misdirected",
                        report.misdirectionApplies()
                                ? totals.misdirected() + " = " + totals.toChange() + " to change + " + totals.expected()
                                        + " expected"
                                : "not applicable"),
                new Fact(
                        "Failed",
                        totals.failed() + " with an error, " + totals.unanswered() + " without a complete reply")));
    }
}

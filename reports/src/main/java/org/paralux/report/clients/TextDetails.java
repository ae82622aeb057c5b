package org.paralux.report.clients;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.paralux.report.clients.Presence.Sample;
import org.paralux.report.text.TextPage;
import org.paralux.report.text.Tone;
import org.paralux.report.text.Words;

/** All that is known of each client, to find it by and to change it. */
final class TextDetails {
    private static final int PARENTS_SHOWN = 4;

    private final TextPage page;
    private final List<Numbered> clients;
    private final ZoneId zone;

    TextDetails(TextPage page, List<Numbered> clients, ZoneId zone) {
        this.page = page;
        this.clients = clients;
        this.zone = zone;
    }

    void write() {
        if (clients.isEmpty()) {
            return;
        }
        page.blank();
        page.paragraph(Tone.STRONG, "DETAILS");
        for (Numbered numbered : clients) {
            page.paragraph(Tone.STRONG, numbered.title());
            who(numbered.client());
            what(numbered.client());
            page.labelled(Tone.PLAIN, "   how        ", how(numbered.client()));
        }
    }

    private void who(ClientRow client) {
        Who who = client.who();
        line("program", program(who));
        line("command", who.commandLine() == null ? null : commandLine(who.commandLine()));
        line("runs as", client.key().equals(ClientRow.UNKNOWN_KEY) ? null : runsAs(who));
        line("parents", who.parents().isEmpty() ? null : parents(who.parents()));
        line("key", client.key());
        line("processes", processes(who));
    }

    private static @Nullable String program(Who who) {
        if (who.script() == null) {
            return who.executable();
        }
        return who.executable() == null ? who.script() : who.script() + ", run by " + who.executable();
    }

    private static String runsAs(Who who) {
        List<String> parts = new ArrayList<>();
        parts.add(who.user() == null ? who.userOrUid() : who.user() + " (uid " + who.uid() + ")");
        if (who.loginuid() != null && !who.loginuid().equals(who.uid())) {
            parts.add("logged in as uid " + who.loginuid());
        }
        if (who.unit() != null) {
            parts.add("unit " + who.unit());
        }
        return String.join(", ", parts);
    }

    private static String parents(List<String> parents) {
        String shown = parents.stream().limit(PARENTS_SHOWN).collect(Collectors.joining(" < "));
        return parents.size() > PARENTS_SHOWN ? shown + " < ..." : shown;
    }

    private static String processes(Who who) {
        return who.processes()
                + who.identities().entrySet().stream()
                        .map(entry -> ", identity " + entry.getKey())
                        .collect(Collectors.joining());
    }

    private void what(ClientRow client) {
        Presence presence = Objects.requireNonNull(client.presence(), "sent queries");
        for (ClassRow row : client.classes()) {
            line("asks", asks(row));
        }
        line(
                "seen",
                Words.time(presence.first(), zone) + " to " + Words.time(presence.last(), zone) + ", "
                        + Words.count(presence.visits(), "visit", "visits")
                        + (presence.perHour() == null ? ", " : ", " + rate(presence) + " an hour, ")
                        + presence.trend().word());
        for (Sample sample : presence.samples()) {
            line(
                    "look at",
                    Words.time(sample.time(), zone) + ", exchange " + sample.exchange()
                            + (sample.pid() == 0 ? "" : ", pid " + sample.pid()));
        }
        line("period", presence.period() == null ? null : "every " + Words.span(presence.period()));
        line("back", presence.backSince() == null ? null : "since " + Words.time(presence.backSince(), zone));
        origin(client.origin());
        line(
                "behind it",
                client.rapiResources().isEmpty()
                        ? null
                        : "identity ends here; its users asked for " + String.join(", ", client.rapiResources()));
        line("failures", failures(client));
        line("also sent", alsoSent(client.requests()));
    }

    private static String asks(ClassRow row) {
        StringBuilder text = new StringBuilder(row.name() + ", " + Words.count(row.queries(), "query", "queries"));
        if (row.name().equals(ClassRow.MALFORMED)) {
            text.append(" of ").append(String.join(", ", row.methods().keySet()));
        }
        if (!row.fields().isEmpty()) {
            text.append(" for ")
                    .append(row.fields().stream()
                            .map(field -> field.queries() == row.queries()
                                    ? field.field()
                                    : field.field() + " (" + field.queries() + ")")
                            .collect(Collectors.joining(", ")));
        }
        return text.toString();
    }

    private void origin(@Nullable ScriptOrigin origin) {
        if (origin != null) {
            line("owned by", origin.owner());
            line("package", origin.debPackage());
            origin.starters().forEach(starter -> line("started by", starter));
            line("login from", origin.loginHost());
        }
    }

    private static @Nullable String failures(ClientRow client) {
        Accounting requests = client.requests();
        if (requests.failed() + requests.unanswered() == 0) {
            return null;
        }
        String errors = client.errors().entrySet().stream()
                .map(entry -> entry.getValue() + " " + entry.getKey())
                .collect(Collectors.joining(", "));
        return Words.count(requests.failed(), "error", "errors") + (errors.isEmpty() ? "" : " (" + errors + ")") + ", "
                + requests.unanswered() + " without a complete reply";
    }

    private static @Nullable String alsoSent(Accounting requests) {
        List<String> parts = new ArrayList<>();
        add(parts, requests.commands(), "command", "commands");
        add(parts, requests.waits(), "wait", "waits");
        add(parts, requests.lock(), "lock query", "lock queries");
        add(parts, requests.unknown(), "unknown request", "unknown requests");
        add(parts, requests.incomplete(), "request without end", "requests without end");
        return parts.isEmpty() ? null : String.join(", ", parts);
    }

    private static void add(List<String> parts, long number, String one, String many) {
        if (number > 0) {
            parts.add(Words.count(number, one, many));
        }
    }

    private static String how(ClientRow client) {
        return client.standing() == Standing.TO_CHANGE
                ? client.hint().detail()
                : client.hint().summary() + " " + client.hint().detail();
    }

    private void line(String label, @Nullable String text) {
        if (text != null) {
            page.labelled(Tone.PLAIN, String.format("   %-11s", label), text);
        }
    }

    /** Queries an hour, {@code -} where they came too close together to say. */
    static String rate(Presence presence) {
        Double perHour = presence.perHour();
        if (perHour == null) {
            return "-";
        }
        return perHour < 10 ? String.format(Locale.ROOT, "%.1f", perHour) : String.valueOf(Math.round(perHour));
    }

    /** Words as a shell would take them. */
    private static String commandLine(List<String> words) {
        return words.stream()
                .map(word -> word.isEmpty() || word.contains(" ") ? "'" + word + "'" : word)
                .collect(Collectors.joining(" "));
    }
}

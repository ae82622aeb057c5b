package org.paralux.report.clients;

import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.paralux.luxi.Printable;
import org.paralux.report.text.Words;

/**
 * A text in Markdown that can be sent to a client's owner as it is: what was seen, what to change, how to test it, and how
 * certain it is.
 */
public final class Ticket {
    private static final int CLASSES_NAMED = 6;

    private final ClientRow client;
    private final ZoneId zone;
    private final StringBuilder out = new StringBuilder();

    private Ticket(ClientRow client, ZoneId zone) {
        this.client = client;
        this.zone = zone;
    }

    /** The ticket for a client that has sent queries. */
    public static String of(ClientRow client, ZoneId zone) {
        return new Ticket(client, zone).text();
    }

    private String text() {
        Who who = client.who();
        Presence presence = Objects.requireNonNull(client.presence(), "sent queries");
        line("# " + plain(who.label()) + ": send queries to the query socket");
        line("");
        line("`" + code(who.label()) + "` (" + plain(who.userOrUid()) + place(who) + ") sent "
                + Words.count(client.requests().toChange(), "query", "queries")
                + " to the socket of Ganeti's master daemon, where they need not go, from "
                + Words.time(presence.first(), zone) + " to " + Words.time(presence.last(), zone)
                + rhythm(presence.period()) + ".");
        line("");
        line("It asked:");
        line("");
        client.classes().stream().limit(CLASSES_NAMED).forEach(row -> line("- " + asked(row)));
        line("");
        origin();
        line("## Change");
        line("");
        line(plain(client.hint().summary()));
        line("");
        line(plain(client.hint().detail()));
        line("");
        line("## Test");
        line("");
        line(test());
        line("");
        line("## Found at");
        line("");
        presence.samples()
                .forEach(sample -> line("- " + Words.time(sample.time(), zone) + ", exchange " + sample.exchange()
                        + (sample.pid() == 0 ? "" : ", pid " + sample.pid())));
        line("");
        line("How certain: " + certainty());
        return out.toString();
    }

    private void line(String text) {
        out.append(text).append('\n');
    }

    private static String place(Who who) {
        List<String> parts = new ArrayList<>();
        if (who.script() != null) {
            parts.add("script `" + code(who.script()) + "`");
        }
        if (who.unit() != null) {
            parts.add("unit `" + code(who.unit()) + "`");
        }
        if (who.loginuid() != null) {
            parts.add("logged in as uid " + who.loginuid());
        }
        return parts.stream().map(part -> ", " + part).collect(Collectors.joining());
    }

    private static String rhythm(@Nullable Duration period) {
        return period == null ? "" : ", every " + Words.span(period);
    }

    private static String asked(ClassRow row) {
        String fields = row.fields().isEmpty()
                ? ""
                : " for "
                        + row.fields().stream()
                                .map(field -> "`" + code(field.field()) + "`")
                                .collect(Collectors.joining(", "));
        return "`" + code(row.name()) + "`, " + Words.count(row.queries(), "time", "times") + fields;
    }

    private void origin() {
        ScriptOrigin origin = client.origin();
        if (origin == null || !origin.isKnown()) {
            return;
        }
        if (origin.owner() != null) {
            line("- owner of the file: " + plain(origin.owner()));
        }
        if (origin.debPackage() != null) {
            line("- Debian package: " + plain(origin.debPackage()));
        }
        origin.starters().forEach(starter -> line("- started by `" + code(starter) + "`"));
        if (origin.loginHost() != null) {
            line("- logged in from " + plain(origin.loginHost()));
        }
        line("");
    }

    private String test() {
        Presence presence = Objects.requireNonNull(client.presence(), "sent queries");
        Duration period = presence.period();
        String silence = period == null
                ? "the report calls it gone once it is silent for three times as long as ever before"
                : "the report calls it fixed once it is silent for three periods, "
                        + Words.span(period.multipliedBy(3));
        return "Run it once, then `paralux report clients --since 10m --client '"
                + code(Objects.requireNonNullElse(
                        client.who().script(), client.who().label())) + "'`: it must not be listed. Then " + silence
                + ".";
    }

    private String certainty() {
        String identity =
                client.who().identities().keySet().stream().findFirst().orElse("");
        return switch (identity) {
            case "full" -> "the process itself was read while it was connected.";
            case "partial" -> "some of the process could be read; it may be another that started in its place.";
            default -> "the process was gone before it could be read: the user is certain, the program is not.";
        };
    }

    /** Markdown's marks stand for themselves. */
    private static String plain(String text) {
        return Printable.of(text).replaceAll("[`*_\\[\\]<>#|]", "\\\\$0");
    }

    /** Nothing inside of back quotes can end them. */
    private static String code(String text) {
        return Printable.of(text).replace('`', '\'');
    }
}

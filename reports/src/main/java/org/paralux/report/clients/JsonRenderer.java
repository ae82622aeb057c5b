package org.paralux.report.clients;

import java.io.StringWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.paralux.report.clients.ClassRow.FieldCount;
import org.paralux.report.clients.ClientsReport.LogSpan;
import org.paralux.report.clients.Presence.Sample;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Prints the clients report as one JSON object, {@code "report":"clients","version":1}. Members keep their order, what
 * is not known is null, times are RFC 3339 in UTC. All that is not ASCII is escaped, so the text is safe on a terminal
 * too. Thread-safe.
 */
public final class JsonRenderer {
    private static final int VERSION = 1;
    private static final ObjectWriter WRITER = JsonMapper.builder()
            .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
            .build()
            .writer()
            .with(SerializationFeature.INDENT_OUTPUT);

    /** The report's text, with a newline at its end. */
    public String render(ClientsReport report) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = WRITER.createGenerator(text)) {
            new Document(json).write(report);
        }
        // The one control character that JSON lets stand.
        return text.toString().replace("\u007f", "\\u007f") + "\n";
    }

    /** One report on its way out. */
    private static final class Document {
        private final JsonGenerator json;

        Document(JsonGenerator json) {
            this.json = json;
        }

        void write(ClientsReport report) {
            json.writeStartObject();
            json.writeStringProperty("report", "clients");
            json.writeNumberProperty("version", VERSION);
            time("generated", report.generated());
            time("since", report.range().since());
            time("until", report.range().until());
            span("log", report.log());
            span("observed", report.observed());
            json.writeBooleanProperty("misdirectionApplies", report.misdirectionApplies());
            json.writeBooleanProperty("toChange", report.misdirected());
            texts("warnings", report.warnings());
            array("runs", report.runs(), this::run);
            array("losses", report.losses(), this::loss);
            json.writeName("totals");
            accounting(report.totals());
            migration(report.migration());
            array("clients", report.clients(), this::client);
            json.writeObjectPropertyStart("burnDown");
            text("stretch", report.burnDown().stretch().toString());
            array("points", report.burnDown().points(), this::point);
            json.writeEndObject();
            json.writeEndObject();
        }

        private void span(String name, @Nullable LogSpan span) {
            json.writeName(name);
            if (span == null) {
                json.writeNull();
                return;
            }
            json.writeStartObject();
            json.writeNumberProperty("records", span.records());
            time("first", span.first());
            time("last", span.last());
            json.writeEndObject();
        }

        private void run(RunRow run) {
            json.writeStringProperty("run", run.run());
            text("cluster", run.cluster());
            text("node", run.node());
            text("listen", run.listen());
            text("listenRole", run.listenRole());
            text("primary", run.primary());
            text("queryListen", run.queryListen());
            text("release", run.release());
            time("started", run.started());
            time("stopped", run.stopped());
        }

        private void loss(Loss loss) {
            json.writeNumberProperty("records", loss.records());
            time("from", loss.from());
            time("until", loss.until());
            text("why", loss.why());
            counts("events", loss.events());
        }

        private void accounting(Accounting requests) {
            json.writeStartObject();
            json.writeNumberProperty("received", requests.received());
            json.writeNumberProperty("queries", requests.queries());
            json.writeNumberProperty("eligible", requests.eligible());
            json.writeNumberProperty("lock", requests.lock());
            json.writeNumberProperty("malformed", requests.malformed());
            json.writeNumberProperty("commands", requests.commands());
            json.writeNumberProperty("waits", requests.waits());
            json.writeNumberProperty("unknown", requests.unknown());
            json.writeNumberProperty("misdirected", requests.misdirected());
            json.writeNumberProperty("expected", requests.expected());
            json.writeNumberProperty("toChange", requests.toChange());
            json.writeNumberProperty("failed", requests.failed());
            json.writeNumberProperty("unanswered", requests.unanswered());
            json.writeNumberProperty("incomplete", requests.incomplete());
            json.writeEndObject();
        }

        private void migration(@Nullable Migration migration) {
            json.writeName("migration");
            if (migration == null) {
                json.writeNull();
                return;
            }
            json.writeStartObject();
            json.writeNumberProperty("queriesMoved", migration.queriesMoved());
            json.writeNumberProperty("queriesToMove", migration.queriesToMove());
            json.writeNumberProperty("queryShare", migration.queryShare());
            json.writeNumberProperty("clientsMoved", migration.clientsMoved());
            json.writeNumberProperty("clientsOnBoth", migration.clientsOnBoth());
            json.writeNumberProperty("clientsToMove", migration.clientsToMove());
            json.writeNumberProperty("clientShare", migration.clientShare());
            json.writeEndObject();
        }

        private void client(ClientRow client) {
            text("key", client.key());
            text("kind", client.kind().word());
            text("standing", client.standing().word());
            who(client.who());
            json.writeNumberProperty("queries", client.queries());
            json.writeNumberProperty("share", client.share());
            json.writeName("requests");
            accounting(client.requests());
            counts("errors", client.errors());
            array("classes", client.classes(), this::queryClass);
            presence(client.presence());
            origin(client.origin());
            texts("rapiResources", client.rapiResources());
            json.writeName("hint");
            json.writeStartObject();
            text("id", client.hint().id());
            text("summary", client.hint().summary());
            text("detail", client.hint().detail());
            json.writeEndObject();
        }

        private void who(Who who) {
            text("label", who.label());
            text("script", who.script());
            text("executable", who.executable());
            text("subCommand", who.subCommand());
            text("unit", who.unit());
            text("user", who.user());
            number("uid", who.uid());
            number("loginuid", who.loginuid());
            texts("cmdline", who.commandLine());
            texts("parents", who.parents());
            json.writeNumberProperty("processes", who.processes());
            counts("identities", who.identities());
        }

        private void queryClass(ClassRow row) {
            text("class", row.name());
            json.writeNumberProperty("queries", row.queries());
            json.writeNumberProperty("misdirected", row.misdirected());
            json.writeNumberProperty("expected", row.expected());
            expectation(row.expectation());
            counts("methods", row.methods());
            array("fields", row.fields(), this::field);
            text(
                    "servedFrom",
                    row.servedFrom() == null ? null : row.servedFrom().toString());
            json.writeBooleanProperty("staysOnPrimary", row.staysOnPrimary());
        }

        private void expectation(@Nullable Expectation expectation) {
            json.writeName("expectation");
            if (expectation == null) {
                json.writeNull();
                return;
            }
            json.writeStartObject();
            text("reason", expectation.reason());
            text("releases", expectation.releases().toString());
            json.writeBooleanProperty("releaseKnown", !expectation.conditional());
            json.writeEndObject();
        }

        private void point(BurnDown.Point point) {
            time("start", point.start());
            json.writeNumberProperty("queries", point.queries());
            json.writeNumberProperty("clients", point.clients());
        }

        private void origin(@Nullable ScriptOrigin origin) {
            json.writeName("origin");
            if (origin == null) {
                json.writeNull();
                return;
            }
            json.writeStartObject();
            text("owner", origin.owner());
            text("package", origin.debPackage());
            texts("starters", origin.starters());
            text("loginHost", origin.loginHost());
            json.writeEndObject();
        }

        private void field(FieldCount field) {
            text("field", field.field());
            json.writeNumberProperty("queries", field.queries());
        }

        private void presence(@Nullable Presence presence) {
            time("firstSeen", presence == null ? null : presence.first());
            time("lastSeen", presence == null ? null : presence.last());
            number("visits", presence == null ? null : presence.visits());
            json.writeName("perHour");
            if (presence == null || presence.perHour() == null) {
                json.writeNull();
            } else {
                json.writeNumber(presence.perHour());
            }
            Duration period = presence == null ? null : presence.period();
            text("period", period == null ? null : period.toString());
            time("backSince", presence == null ? null : presence.backSince());
            text("trend", presence == null ? null : presence.trend().word());
            array("samples", presence == null ? List.of() : presence.samples(), this::sample);
        }

        private void sample(Sample sample) {
            time("time", sample.time());
            text("exchange", sample.exchange());
            json.writeNumberProperty("pid", sample.pid());
        }

        private <T> void array(String name, List<T> members, Consumer<T> writeMembers) {
            json.writeArrayPropertyStart(name);
            for (T member : members) {
                json.writeStartObject();
                writeMembers.accept(member);
                json.writeEndObject();
            }
            json.writeEndArray();
        }

        private void counts(String name, Map<String, Long> counts) {
            json.writeObjectPropertyStart(name);
            counts.forEach((word, count) -> json.writeNumberProperty(wellFormed(word), count));
            json.writeEndObject();
        }

        private void texts(String name, @Nullable List<String> texts) {
            if (texts == null) {
                json.writeNullProperty(name);
                return;
            }
            json.writeArrayPropertyStart(name);
            texts.forEach(text -> json.writeString(wellFormed(text)));
            json.writeEndArray();
        }

        private void text(String name, @Nullable String text) {
            if (text == null) {
                json.writeNullProperty(name);
            } else {
                json.writeStringProperty(name, wellFormed(text));
            }
        }

        /** Half a pair of surrogates is refused by many readers, so it becomes a replacement character. */
        private static String wellFormed(String text) {
            if (text.chars().noneMatch(c -> Character.isSurrogate((char) c))) {
                return text;
            }
            StringBuilder out = new StringBuilder();
            text.codePoints()
                    .map(point -> point <= Character.MAX_VALUE && Character.isSurrogate((char) point) ? 0xfffd : point)
                    .forEach(out::appendCodePoint);
            return out.toString();
        }

        private void number(String name, @Nullable Long number) {
            if (number == null) {
                json.writeNullProperty(name);
            } else {
                json.writeNumberProperty(name, number.longValue());
            }
        }

        private void time(String name, @Nullable Instant time) {
            text(name, time == null ? null : time.toString());
        }
    }
}

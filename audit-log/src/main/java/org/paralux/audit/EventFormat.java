package org.paralux.audit;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.paralux.audit.LineDecoder.Part;
import org.paralux.luxi.RequestKind;

/**
 * The keys of each event, in the order of the line; every event's writing stands beside its reading.
 *
 * <p>The order is part of the format: the reading asks for one key after the other, in the order in which they were
 * written, and never looks back. New keys come behind those of their event.
 */
final class EventFormat {
    private static final Key RUN = Key.of("run");
    private static final Key CLUSTER = Key.of("cluster");
    private static final Key NODE = Key.of("node");
    private static final Key PID = Key.of("pid");
    private static final Key LISTEN = Key.of("listen");
    private static final Key LISTEN_ROLE = Key.of("listenRole");
    private static final Key QUERY_LISTEN = Key.of("queryListen");
    private static final Key PRIMARY = Key.of("primary");
    private static final Key SHADOW = Key.of("shadow");
    static final Key BUILDS = Key.of("builds", 8 << 10);
    static final Key EPOCH = Key.of("epoch");
    static final Key REASON = Key.of("reason");
    private static final Key COUNTS = Key.of("counts", 16 << 10);
    static final Key CLIENT = Key.of("client");
    private static final Key UID = Key.of("uid");
    private static final Key GID = Key.of("gid");
    private static final Key USER = Key.of("user");
    private static final Key GROUP = Key.of("group");
    private static final Key LOGINUID = Key.of("loginuid");
    private static final Key COMM = Key.of("comm");
    private static final Key EXE = Key.of("exe", 4 << 10);
    private static final Key CMDLINE = Key.of("cmdline", 16 << 10);
    private static final Key UNIT = Key.of("unit");
    private static final Key PARENTS = Key.of("parents", 16 << 10);
    static final Key CLIENT_KEY = Key.of("key", 8 << 10);
    private static final Key IDENTITY = Key.of("identity");
    private static final Key CONNECTION = Key.of("connection").of(Detail.EXCHANGE_NAMES);
    private static final Key EXCHANGES = Key.of("exchanges");
    private static final Key BYTES_FROM_CLIENT = Key.of("bytesFromClient");
    private static final Key BYTES_TO_CLIENT = Key.of("bytesToClient");
    private static final Key DURATION_MICROS = Key.of("durationMicros");
    private static final Key ID = Key.unique("id").of(Detail.EXCHANGE_NAMES);
    private static final Key METHOD = Key.of("method");
    private static final Key RESOURCE = Key.of("resource");
    private static final Key FIELDS = Key.of("fields", 10 << 10);
    private static final Key FILTER = Key.unique("filter", 14 << 10);
    private static final Key NAMES = Key.of("names", 10 << 10);
    static final Key KIND = Key.of("kind");
    static final Key CLASS = Key.of("class");
    static final Key FINGERPRINT = Key.of("fingerprint", 8 << 10);
    private static final Key MISDIRECTED = Key.of("misdirected");
    private static final Key MALFORMED = Key.of("malformed");
    private static final Key OPCODES = Key.of("opcodes", 6 << 10).of(Detail.EXCHANGE_MEASURES);
    private static final Key REQUEST_BYTES = Key.of("requestBytes");
    private static final Key REPLY_BYTES = Key.of("replyBytes").of(Detail.EXCHANGE_MEASURES);
    private static final Key LATENCY_MICROS = Key.of("latencyMicros").of(Detail.EXCHANGE_MEASURES);
    private static final Key SUCCESS = Key.of("success");
    private static final Key ERROR = Key.of("error");
    private static final Key CODE = Key.of("code");
    private static final Key END = Key.of("end");
    private static final Key ANSWERED_BY = Key.of("answeredBy").of(Detail.EXCHANGE_MEASURES);
    private static final Key ASKED_FIRST = Key.of("askedFirst").of(Detail.EXCHANGE_MEASURES);
    private static final Key LOST = Key.of("lost", 8 << 10);
    private static final Key FROM = Key.of("from");
    private static final Key UNTIL = Key.of("until");
    static final Key WHY = Key.of("why");
    private static final Key FIRST_SEQ = Key.of("firstSeq");
    private static final Key LAST_SEQ = Key.of("lastSeq");
    private static final Key LAST_CHAIN = Key.of("lastChain");

    private static final List<RequestKind> KINDS = List.of(RequestKind.values());
    private static final List<ExchangeEnd> ENDS = List.of(ExchangeEnd.values());
    private static final List<ClientFacts.Identity> IDENTITIES = List.of(ClientFacts.Identity.values());

    /**
     * The reading of each event. A call through a table is not inlined: else the compiler makes the
     * reading of every event anew for each method that reads one, which took a tenth of a report's time.
     */
    private static final Map<EventType, Part<? extends AuditEvent>> READINGS = readings();

    /** How the client of an event is written. */
    @FunctionalInterface
    interface ClientFormat {
        void write(LineEncoder out, String client);
    }

    /** As in the log: the id alone. */
    private static final ClientFormat BY_ID = (out, client) -> out.text(CLIENT, client);

    private EventFormat() {}

    private static Map<EventType, Part<? extends AuditEvent>> readings() {
        Map<EventType, Part<? extends AuditEvent>> readings = new EnumMap<>(EventType.class);
        for (EventType type : EventType.values()) {
            readings.put(type, readingOf(type));
        }
        return readings;
    }

    static void write(LineEncoder out, AuditEvent event) {
        write(out, event, BY_ID);
    }

    /** As an object with all that is known of it, for those who hand records on. */
    static ClientFormat joined(@Nullable ClientFacts facts) {
        return (out, client) -> {
            out.open(CLIENT);
            if (facts == null) {
                out.text(CLIENT, client);
            } else {
                write(out, facts);
            }
            out.close();
        };
    }

    static void write(LineEncoder out, AuditEvent event, ClientFormat client) {
        switch (event) {
            case AuditEvent.ProxyStarted started -> write(out, started);
            case AuditEvent.ProxyStopped stopped -> write(out, stopped);
            case AuditEvent.ClientSeen seen -> write(out, seen.client());
            case AuditEvent.ConnectionOpened opened -> write(out, opened, client);
            case AuditEvent.ConnectionClosed closed -> write(out, closed, client);
            case AuditEvent.Exchange exchange -> write(out, exchange, client);
            case AuditEvent.QueryOutcome outcome -> TrialFormat.write(out, outcome, client);
            case AuditEvent.DivergenceFound found -> TrialFormat.write(out, found);
            case AuditEvent.EpochChanged changed -> TrialFormat.write(out, changed);
            case AuditEvent.StageChanged changed -> RolloutFormat.write(out, changed);
            case AuditEvent.GateChanged changed -> RolloutFormat.write(out, changed);
            case AuditEvent.ClientSpared spared -> RolloutFormat.write(out, spared);
            case AuditEvent.PlanChanged changed -> RolloutFormat.write(out, changed);
            case AuditEvent.Gap gap -> write(out, gap);
            case AuditEvent.SegmentsDropped dropped -> write(out, dropped);
        }
    }

    static AuditEvent read(LineDecoder in, EventType type) throws MalformedRecord {
        return Objects.requireNonNull(READINGS.get(type)).read(in);
    }

    private static Part<? extends AuditEvent> readingOf(EventType type) {
        return switch (type) {
            case PROXY_STARTED -> EventFormat::readStarted;
            case PROXY_STOPPED -> EventFormat::readStopped;
            case CLIENT_SEEN -> in -> new AuditEvent.ClientSeen(readClient(in));
            case CONNECTION_OPENED -> EventFormat::readOpened;
            case CONNECTION_CLOSED -> EventFormat::readClosed;
            case EXCHANGE -> EventFormat::readExchange;
            case OUTCOME -> TrialFormat::readOutcome;
            case DIVERGENCE -> TrialFormat::readDivergence;
            case EPOCH_CHANGED -> TrialFormat::readEpoch;
            case STAGE_CHANGED -> RolloutFormat::readStage;
            case CLIENT_SPARED -> RolloutFormat::readSpared;
            case GATE_CHANGED -> RolloutFormat::readGate;
            case PLAN_CHANGED -> RolloutFormat::readPlan;
            case GAP -> EventFormat::readGap;
            case SEGMENTS_DROPPED -> EventFormat::readDropped;
        };
    }

    private static void write(LineEncoder out, AuditEvent.ProxyStarted started) {
        out.text(RUN, started.run());
        out.text(CLUSTER, started.cluster());
        out.text(NODE, started.node());
        out.number(PID, started.pid());
        out.text(LISTEN, started.listen());
        out.text(LISTEN_ROLE, started.listenRole());
        out.text(PRIMARY, started.primary());
        out.text(SHADOW, started.shadow());
        out.text(QUERY_LISTEN, started.queryListen());
        out.members(BUILDS, started.builds());
        out.text(EPOCH, started.epoch());
    }

    private static AuditEvent.ProxyStarted readStarted(LineDecoder in) throws MalformedRecord {
        return new AuditEvent.ProxyStarted(
                in.text(RUN),
                in.textOrNull(CLUSTER),
                in.text(NODE),
                in.number(PID),
                in.text(LISTEN),
                in.text(LISTEN_ROLE),
                in.text(PRIMARY),
                in.textOrNull(SHADOW),
                in.textOrNull(QUERY_LISTEN),
                in.textMembers(BUILDS),
                in.text(EPOCH));
    }

    private static void write(LineEncoder out, AuditEvent.ProxyStopped stopped) {
        out.text(RUN, stopped.run());
        out.text(REASON, stopped.reason());
        out.members(COUNTS, stopped.counts());
    }

    private static AuditEvent.ProxyStopped readStopped(LineDecoder in) throws MalformedRecord {
        return new AuditEvent.ProxyStopped(in.text(RUN), in.text(REASON), in.numberMembers(COUNTS));
    }

    private static void write(LineEncoder out, ClientFacts client) {
        out.text(CLIENT, client.client());
        out.number(PID, client.pid());
        out.number(UID, client.uid());
        out.number(GID, client.gid());
        out.text(USER, client.user());
        out.text(GROUP, client.group());
        out.number(LOGINUID, client.loginuid());
        out.text(COMM, client.comm());
        out.text(EXE, client.exe());
        out.texts(CMDLINE, client.cmdline());
        out.text(UNIT, client.unit());
        out.texts(PARENTS, client.parents());
        out.text(CLIENT_KEY, client.key());
        out.text(IDENTITY, client.identity().word());
    }

    private static ClientFacts readClient(LineDecoder in) throws MalformedRecord {
        return new ClientFacts(
                in.text(CLIENT),
                in.integer(PID),
                in.number(UID),
                in.number(GID),
                in.textOrNull(USER),
                in.textOrNull(GROUP),
                in.numberOrNull(LOGINUID),
                in.textOrNull(COMM),
                in.textOrNull(EXE),
                in.textsOrNull(CMDLINE),
                in.textOrNull(UNIT),
                in.texts(PARENTS),
                in.text(CLIENT_KEY),
                byWord(in, IDENTITY, IDENTITIES, ClientFacts.Identity::word));
    }

    private static void write(LineEncoder out, AuditEvent.ConnectionOpened opened, ClientFormat client) {
        out.text(CONNECTION, opened.connection());
        client.write(out, opened.client());
        out.text(LISTEN_ROLE, opened.listenRole());
    }

    private static AuditEvent.ConnectionOpened readOpened(LineDecoder in) throws MalformedRecord {
        return new AuditEvent.ConnectionOpened(in.text(CONNECTION), in.text(CLIENT), in.text(LISTEN_ROLE));
    }

    private static void write(LineEncoder out, AuditEvent.ConnectionClosed closed, ClientFormat client) {
        out.text(CONNECTION, closed.connection());
        client.write(out, closed.client());
        out.text(REASON, closed.reason());
        out.number(EXCHANGES, closed.exchanges());
        out.number(BYTES_FROM_CLIENT, closed.bytesFromClient());
        out.number(BYTES_TO_CLIENT, closed.bytesToClient());
        out.number(DURATION_MICROS, closed.durationMicros());
    }

    private static AuditEvent.ConnectionClosed readClosed(LineDecoder in) throws MalformedRecord {
        return new AuditEvent.ConnectionClosed(
                in.text(CONNECTION),
                in.text(CLIENT),
                in.text(REASON),
                in.number(EXCHANGES),
                in.number(BYTES_FROM_CLIENT),
                in.number(BYTES_TO_CLIENT),
                in.number(DURATION_MICROS));
    }

    private static void write(LineEncoder out, AuditEvent.Exchange exchange, ClientFormat client) {
        out.text(ID, exchange.id());
        out.text(CONNECTION, exchange.connection());
        client.write(out, exchange.client());
        out.text(LISTEN_ROLE, exchange.listenRole());
        out.text(METHOD, exchange.method());
        out.text(RESOURCE, exchange.resource());
        out.texts(FIELDS, exchange.fields());
        out.text(FILTER, exchange.filter());
        out.texts(NAMES, exchange.names());
        out.text(KIND, exchange.kind().word());
        out.text(CLASS, exchange.queryClass());
        out.text(FINGERPRINT, exchange.fingerprint());
        out.flag(MISDIRECTED, exchange.misdirected());
        out.text(MALFORMED, exchange.malformed());
        out.texts(OPCODES, exchange.opcodes());
        out.number(REQUEST_BYTES, exchange.requestBytes());
        out.number(REPLY_BYTES, exchange.replyBytes());
        out.number(LATENCY_MICROS, exchange.latencyMicros());
        out.flag(SUCCESS, exchange.success());
        ReplyError error = exchange.error();
        if (error != null) {
            out.open(ERROR);
            out.text(CLASS, error.errorClass());
            out.text(CODE, error.code());
            out.close();
        }
        out.text(END, exchange.end().word());
        out.text(ANSWERED_BY, exchange.answeredBy());
        out.text(ASKED_FIRST, exchange.askedFirst());
    }

    private static AuditEvent.Exchange readExchange(LineDecoder in) throws MalformedRecord {
        return new AuditEvent.Exchange(
                in.text(ID),
                in.text(CONNECTION),
                in.text(CLIENT),
                in.text(LISTEN_ROLE),
                in.textOrNull(METHOD),
                in.textOrNull(RESOURCE),
                in.textsOrNull(FIELDS),
                in.textOrNull(FILTER),
                in.textsOrNull(NAMES),
                byWord(in, KIND, KINDS, RequestKind::word),
                in.textOrNull(CLASS),
                in.textOrNull(FINGERPRINT),
                in.flag(MISDIRECTED),
                in.textOrNull(MALFORMED),
                in.textsOrNull(OPCODES),
                in.number(REQUEST_BYTES),
                in.numberOrNull(REPLY_BYTES),
                in.numberOrNull(LATENCY_MICROS),
                in.flagOrNull(SUCCESS),
                in.objectOrNull(ERROR, error -> new ReplyError(error.text(CLASS), error.textOrNull(CODE))),
                byWord(in, END, ENDS, ExchangeEnd::word),
                in.textOrNull(ANSWERED_BY),
                in.text(ASKED_FIRST));
    }

    private static void write(LineEncoder out, AuditEvent.Gap gap) {
        out.members(LOST, gap.lost());
        out.time(FROM, gap.from());
        out.time(UNTIL, gap.until());
        out.text(WHY, gap.why());
    }

    private static AuditEvent.Gap readGap(LineDecoder in) throws MalformedRecord {
        return new AuditEvent.Gap(in.numberMembers(LOST), in.time(FROM), in.time(UNTIL), in.text(WHY));
    }

    private static void write(LineEncoder out, AuditEvent.SegmentsDropped dropped) {
        out.number(FIRST_SEQ, dropped.firstSeq());
        out.number(LAST_SEQ, dropped.lastSeq());
        out.text(LAST_CHAIN, dropped.lastChain());
    }

    private static AuditEvent.SegmentsDropped readDropped(LineDecoder in) throws MalformedRecord {
        return new AuditEvent.SegmentsDropped(in.number(FIRST_SEQ), in.number(LAST_SEQ), in.text(LAST_CHAIN));
    }

    static <T> T byWord(LineDecoder in, Key key, List<T> all, Function<T, String> wordOf) throws MalformedRecord {
        T one = byWordOrNull(in, key, all, wordOf);
        if (one == null) {
            throw new MalformedRecord(key.name() + ": missing");
        }
        return one;
    }

    static <T> @Nullable T byWordOrNull(LineDecoder in, Key key, List<T> all, Function<T, String> wordOf)
            throws MalformedRecord {
        String word = in.textOrNull(key);
        if (word == null) {
            return null;
        }
        for (T one : all) {
            if (wordOf.apply(one).equals(word)) {
                return one;
            }
        }
        throw new MalformedRecord(key.name() + ": a word that is not known");
    }
}

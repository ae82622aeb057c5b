package org.paralux.audit;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The kinds of event, one for each case of {@link AuditEvent}, by the name that records give them. */
enum EventType {
    PROXY_STARTED("proxy.started", AuditEvent.ProxyStarted.class),
    PROXY_STOPPED("proxy.stopped", AuditEvent.ProxyStopped.class),
    CLIENT_SEEN("client.seen", AuditEvent.ClientSeen.class),
    CONNECTION_OPENED("connection.opened", AuditEvent.ConnectionOpened.class),
    CONNECTION_CLOSED("connection.closed", AuditEvent.ConnectionClosed.class),
    EXCHANGE("exchange", AuditEvent.Exchange.class),
    OUTCOME("outcome", AuditEvent.QueryOutcome.class),
    DIVERGENCE("divergence", AuditEvent.DivergenceFound.class),
    EPOCH_CHANGED("epoch.changed", AuditEvent.EpochChanged.class),
    STAGE_CHANGED("stage.changed", AuditEvent.StageChanged.class),
    GATE_CHANGED("gate.changed", AuditEvent.GateChanged.class),
    CLIENT_SPARED("client.spared", AuditEvent.ClientSpared.class),
    PLAN_CHANGED("plan.changed", AuditEvent.PlanChanged.class),
    GAP("gap", AuditEvent.Gap.class),
    SEGMENTS_DROPPED("segments.dropped", AuditEvent.SegmentsDropped.class);

    private static final EventType[] ALL = values();

    private final String word;

    @SuppressWarnings("ImmutableEnumChecker") // nobody writes to it
    private final byte[] bytes;

    private final long firstWord;

    private final Class<? extends AuditEvent> eventClass;

    EventType(String word, Class<? extends AuditEvent> eventClass) {
        this.word = word;
        this.bytes = word.getBytes(StandardCharsets.US_ASCII);
        this.firstWord = Words.first(bytes, 0, Math.min(bytes.length, Long.BYTES));
        this.eventClass = eventClass;
    }

    static EventType of(AuditEvent event) {
        return switch (event) {
            case AuditEvent.ProxyStarted _ -> PROXY_STARTED;
            case AuditEvent.ProxyStopped _ -> PROXY_STOPPED;
            case AuditEvent.ClientSeen _ -> CLIENT_SEEN;
            case AuditEvent.ConnectionOpened _ -> CONNECTION_OPENED;
            case AuditEvent.ConnectionClosed _ -> CONNECTION_CLOSED;
            case AuditEvent.Exchange _ -> EXCHANGE;
            case AuditEvent.QueryOutcome _ -> OUTCOME;
            case AuditEvent.DivergenceFound _ -> DIVERGENCE;
            case AuditEvent.EpochChanged _ -> EPOCH_CHANGED;
            case AuditEvent.StageChanged _ -> STAGE_CHANGED;
            case AuditEvent.GateChanged _ -> GATE_CHANGED;
            case AuditEvent.ClientSpared _ -> CLIENT_SPARED;
            case AuditEvent.PlanChanged _ -> PLAN_CHANGED;
            case AuditEvent.Gap _ -> GAP;
            case AuditEvent.SegmentsDropped _ -> SEGMENTS_DROPPED;
        };
    }

    static EventType of(Class<? extends AuditEvent> eventClass) {
        for (EventType type : ALL) {
            if (type.eventClass == eventClass) {
                return type;
            }
        }
        throw new IllegalArgumentException(
                "event: " + eventClass.getSimpleName() + " (expected: a case of AuditEvent)");
    }

    /** The kind named by these bytes; null for one that only a later version writes. */
    static @Nullable EventType named(byte[] text, int start, int end) {
        long firstWord = Words.first(text, start, Math.min(end - start, Long.BYTES));
        for (EventType type : ALL) {
            if (type.firstWord == firstWord && Arrays.equals(text, start, end, type.bytes, 0, type.bytes.length)) {
                return type;
            }
        }
        return null;
    }

    String word() {
        return word;
    }

    /** The word in bytes, which the caller only reads. */
    byte[] unsafeBytes() {
        return bytes;
    }
}

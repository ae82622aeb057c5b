package org.paralux.audit;

import java.util.List;

/** The keys of the events that tell what trials found, as {@link EventFormat} has those of the others. */
final class TrialFormat {
    private static final Key EXCHANGE = Key.unique("exchange");
    private static final Key OUTCOME = Key.of("outcome");
    private static final Key SKIP_CAUSE = Key.of("skipCause");
    private static final Key UNDECIDED_CAUSE = Key.of("undecidedCause");
    private static final Key LAG_MICROS = Key.of("lagMicros");
    private static final Key RULES = Key.of("rules", 8 << 10);
    private static final Key DIVERGENCES = Key.of("divergences");
    private static final Key EVIDENCE = Key.unique("evidence");
    private static final Key PROBABILITY = Key.of("probability");
    private static final Key CELL = Key.of("cell").of(Detail.CELL);
    private static final Key PRIMARY_MICROS = Key.of("primaryMicros");
    private static final Key SHADOW_MICROS = Key.of("shadowMicros");
    private static final Key SETTLING = Key.of("settling");
    private static final Key PATH = Key.of("path", 4 << 10);
    private static final Key ROW = Key.of("row");
    private static final Key FIELD = Key.of("field");
    private static final Key CAUSE = Key.of("cause");
    private static final Key VOLATILITY = Key.of("volatility");
    private static final Key COUNT = Key.of("count");
    private static final Key OBJECT = Key.of("object");
    private static final Key COMPARISON = Key.of("comparison");
    private static final Key RULES_HASH = Key.of("rules");

    private static final List<Outcome> OUTCOMES = List.of(Outcome.values());
    private static final List<SkipCause> SKIP_CAUSES = List.of(SkipCause.values());
    private static final List<UndecidedCause> UNDECIDED_CAUSES = List.of(UndecidedCause.values());

    private TrialFormat() {}

    static void write(LineEncoder out, AuditEvent.QueryOutcome outcome, EventFormat.ClientFormat client) {
        out.text(EXCHANGE, outcome.exchange());
        out.text(EventFormat.CLASS, outcome.queryClass());
        out.text(EventFormat.FINGERPRINT, outcome.fingerprint());
        client.write(out, outcome.client());
        out.text(OUTCOME, outcome.outcome().word());
        SkipCause skipCause = outcome.skipCause();
        out.text(SKIP_CAUSE, skipCause == null ? null : skipCause.word());
        UndecidedCause undecidedCause = outcome.undecidedCause();
        out.text(UNDECIDED_CAUSE, undecidedCause == null ? null : undecidedCause.word());
        out.text(EventFormat.REASON, outcome.reason());
        Lag lag = outcome.lagMicros();
        if (lag != null) {
            out.pair(LAG_MICROS, lag.from(), lag.to());
        }
        out.texts(RULES, outcome.rules());
        out.number(DIVERGENCES, outcome.divergences());
        out.text(EVIDENCE, outcome.evidence());
        out.decimal(PROBABILITY, outcome.probability());
        out.text(CELL, outcome.cell());
        out.number(PRIMARY_MICROS, outcome.primaryMicros());
        out.number(SHADOW_MICROS, outcome.shadowMicros());
        out.number(SETTLING, outcome.settling());
        out.text(EventFormat.EPOCH, outcome.epoch());
    }

    static AuditEvent.QueryOutcome readOutcome(LineDecoder in) throws MalformedRecord {
        try {
            return new AuditEvent.QueryOutcome(
                    in.text(EXCHANGE),
                    in.text(EventFormat.CLASS),
                    in.text(EventFormat.FINGERPRINT),
                    in.text(EventFormat.CLIENT),
                    EventFormat.byWord(in, OUTCOME, OUTCOMES, Outcome::word),
                    EventFormat.byWordOrNull(in, SKIP_CAUSE, SKIP_CAUSES, SkipCause::word),
                    EventFormat.byWordOrNull(in, UNDECIDED_CAUSE, UNDECIDED_CAUSES, UndecidedCause::word),
                    in.textOrNull(EventFormat.REASON),
                    in.pairOrNull(LAG_MICROS, Lag::new),
                    in.textsOrNull(RULES),
                    in.number(DIVERGENCES),
                    in.textOrNull(EVIDENCE),
                    in.decimal(PROBABILITY),
                    in.textOrNull(CELL),
                    in.numberOrNull(PRIMARY_MICROS),
                    in.numberOrNull(SHADOW_MICROS),
                    in.number(SETTLING),
                    in.textOrNull(EventFormat.EPOCH));
        } catch (IllegalArgumentException e) {
            throw new MalformedRecord(String.valueOf(e.getMessage()));
        }
    }

    static void write(LineEncoder out, AuditEvent.DivergenceFound found) {
        out.text(EXCHANGE, found.exchange());
        out.text(EventFormat.CLASS, found.queryClass());
        out.text(PATH, found.path());
        out.text(ROW, found.row());
        out.text(FIELD, found.field());
        out.text(EventFormat.KIND, found.kind());
        out.text(CAUSE, found.cause());
        out.text(VOLATILITY, found.volatility());
        out.number(COUNT, found.count());
        out.text(OBJECT, found.object());
    }

    static AuditEvent.DivergenceFound readDivergence(LineDecoder in) throws MalformedRecord {
        try {
            return new AuditEvent.DivergenceFound(
                    in.text(EXCHANGE),
                    in.text(EventFormat.CLASS),
                    in.text(PATH),
                    in.textOrNull(ROW),
                    in.textOrNull(FIELD),
                    in.text(EventFormat.KIND),
                    in.text(CAUSE),
                    in.text(VOLATILITY),
                    in.number(COUNT),
                    in.textOrNull(OBJECT));
        } catch (IllegalArgumentException e) {
            throw new MalformedRecord(String.valueOf(e.getMessage()));
        }
    }

    static void write(LineEncoder out, AuditEvent.EpochChanged changed) {
        out.text(EventFormat.EPOCH, changed.epoch());
        out.members(EventFormat.BUILDS, changed.builds());
        out.text(COMPARISON, changed.comparison());
        out.text(RULES_HASH, changed.rules());
        out.text(EventFormat.WHY, changed.why());
    }

    static AuditEvent.EpochChanged readEpoch(LineDecoder in) throws MalformedRecord {
        return new AuditEvent.EpochChanged(
                in.text(EventFormat.EPOCH),
                in.textMembers(EventFormat.BUILDS),
                in.text(COMPARISON),
                in.text(RULES_HASH),
                in.text(EventFormat.WHY));
    }
}

package org.paralux.audit;

/** How the records of a rollout are written and read: stages, clients that are spared, gates and plans. */
final class RolloutFormat {
    private static final Key FROM_STAGE = Key.of("from");
    private static final Key TO_STAGE = Key.of("to");
    private static final Key BY = Key.of("by");
    private static final Key BASIS = Key.of("basis", 8 << 10);
    private static final Key EXCHANGE = Key.unique("exchange");
    private static final Key GATE = Key.of("gate");
    private static final Key STATE = Key.of("state");
    private static final Key ACTION = Key.of("action");
    private static final Key UNTIL = Key.of("until");
    private static final Key PLAN = Key.of("plan");
    private static final Key CHANGE = Key.of("change");

    private RolloutFormat() {}

    static void write(LineEncoder out, AuditEvent.StageChanged changed) {
        out.text(EventFormat.CLASS, changed.queryClass());
        out.text(FROM_STAGE, changed.from());
        out.text(TO_STAGE, changed.to());
        out.text(BY, changed.by());
        out.text(EventFormat.WHY, changed.why());
        out.text(BASIS, changed.basis());
        out.text(EventFormat.EPOCH, changed.epoch());
    }

    static AuditEvent.StageChanged readStage(LineDecoder in) throws MalformedRecord {
        return new AuditEvent.StageChanged(
                in.textOrNull(EventFormat.CLASS),
                in.text(FROM_STAGE),
                in.text(TO_STAGE),
                in.text(BY),
                in.text(EventFormat.WHY),
                in.textOrNull(BASIS),
                in.text(EventFormat.EPOCH));
    }

    static void write(LineEncoder out, AuditEvent.GateChanged changed) {
        out.text(EventFormat.CLASS, changed.queryClass());
        out.text(GATE, changed.gate());
        out.text(STATE, changed.state());
        out.text(ACTION, changed.action());
        out.text(EventFormat.WHY, changed.why());
        out.text(EXCHANGE, changed.exchange());
        out.text(EventFormat.EPOCH, changed.epoch());
    }

    static AuditEvent.GateChanged readGate(LineDecoder in) throws MalformedRecord {
        return new AuditEvent.GateChanged(
                in.text(EventFormat.CLASS),
                in.text(GATE),
                in.text(STATE),
                in.text(ACTION),
                in.text(EventFormat.WHY),
                in.textOrNull(EXCHANGE),
                in.text(EventFormat.EPOCH));
    }

    static void write(LineEncoder out, AuditEvent.ClientSpared spared) {
        out.text(EventFormat.CLIENT_KEY, spared.key());
        out.time(UNTIL, spared.until());
        out.text(BY, spared.by());
        out.text(EventFormat.WHY, spared.why());
    }

    static AuditEvent.ClientSpared readSpared(LineDecoder in) throws MalformedRecord {
        return new AuditEvent.ClientSpared(
                in.text(EventFormat.CLIENT_KEY), in.time(UNTIL), in.text(BY), in.text(EventFormat.WHY));
    }

    static void write(LineEncoder out, AuditEvent.PlanChanged changed) {
        out.text(PLAN, changed.plan());
        out.text(EventFormat.CLASS, changed.queryClass());
        out.text(CHANGE, changed.change());
        out.text(BY, changed.by());
        out.text(EventFormat.WHY, changed.why());
        out.text(EventFormat.EPOCH, changed.epoch());
    }

    static AuditEvent.PlanChanged readPlan(LineDecoder in) throws MalformedRecord {
        return new AuditEvent.PlanChanged(
                in.text(PLAN),
                in.textOrNull(EventFormat.CLASS),
                in.text(CHANGE),
                in.text(BY),
                in.text(EventFormat.WHY),
                in.text(EventFormat.EPOCH));
    }
}

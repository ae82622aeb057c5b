package org.paralux.report.clients;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;
import org.paralux.audit.AuditEvent.Exchange;
import org.paralux.audit.ClientFacts;
import org.paralux.audit.ExchangeEnd;
import org.paralux.audit.ReplyError;
import org.paralux.report.Release;
import org.paralux.report.tally.Timeline;

/** Counts what one client key with one grade of identity sent in the range. Not thread-safe. */
final class ClientTally {
    private static final int DISTINCT_ERRORS = 32;

    private final Map<String, ClassTally> classes = new HashMap<>();
    private final WordCounts errors = new WordCounts(DISTINCT_ERRORS);
    private final Timeline<long[]> misdirectedOverTime = Timeline.ofCounts(1);
    private final TimeProfile times = new TimeProfile();
    private @Nullable ClientFacts facts;
    private boolean seenBefore;
    private long processes;
    private long eligible;
    private long lock;
    private long malformed;
    private long commands;
    private long waits;
    private long unknown;
    private long misdirected;
    private long failed;
    private long unanswered;
    private long incomplete;

    /**
     * The newest of its processes speaks for all.
     *
     * @param afterRange it came after the range, so any other goes before it
     */
    void describe(ClientFacts newest, boolean afterRange) {
        if (facts == null || !afterRange) {
            facts = newest;
        }
    }

    /** It sent something before the range began. */
    void sentBefore() {
        seenBefore = true;
    }

    void addProcess() {
        processes++;
    }

    boolean isEmpty() {
        return received() + incomplete == 0;
    }

    private long received() {
        return eligible + lock + malformed + commands + waits + unknown;
    }

    /**
     * @param release index of the release it was sent in
     * @param afterJob the connection had carried a command or a wait before
     */
    void add(Instant time, Exchange exchange, int pid, int release, boolean afterJob) {
        if (exchange.end() == ExchangeEnd.INCOMPLETE_REQUEST) {
            incomplete++;
            return;
        }
        switch (exchange.kind()) {
            case COMMAND -> commands++;
            case WAIT -> waits++;
            case UNKNOWN -> unknown++;
            case QUERY -> addQuery(time, exchange, pid, release, afterJob);
        }
    }

    private void addQuery(Instant time, Exchange exchange, int pid, int release, boolean afterJob) {
        String queryClass = exchange.queryClass();
        if (exchange.malformed() != null) {
            malformed++;
            queryClass = ClassRow.MALFORMED;
        } else if (isLockQuery(exchange)) {
            lock++;
            return;
        } else {
            eligible++;
            if (queryClass == null) {
                queryClass = exchange.method() == null ? "?" : exchange.method();
            }
        }
        ClassTally tally = classes.get(queryClass);
        if (tally == null) {
            tally = new ClassTally(queryClass);
            classes.put(queryClass, tally);
        }
        tally.add(exchange, release, afterJob);
        times.add(Micros.of(time), exchange.id(), pid);
        if (exchange.misdirected()) {
            misdirected++;
            misdirectedOverTime.at(time)[0]++;
        }
        if (exchange.end() != ExchangeEnd.COMPLETE) {
            unanswered++;
        } else if (Boolean.FALSE.equals(exchange.success())) {
            failed++;
            ReplyError error = exchange.error();
            if (error != null) {
                errors.add(error.errorClass());
            }
        }
    }

    private @Nullable ScriptOrigin origin(Program program, @Nullable Presence presence, Surroundings surroundings) {
        ClientFacts known = facts;
        String path = known == null ? null : program.script() == null ? known.exe() : program.script();
        return known == null || path == null
                ? null
                : surroundings
                        .origins()
                        .of(new ScriptOrigins.Sighting(
                                path,
                                known.unit(),
                                surroundings.node(),
                                presence == null ? Instant.EPOCH : presence.last()))
                        .orElse(null);
    }

    /** Its misdirected queries over time. */
    Timeline<long[]> misdirectedOverTime() {
        return misdirectedOverTime;
    }

    private static boolean isLockQuery(Exchange exchange) {
        return "lock".equals(exchange.resource())
                && ("Query".equals(exchange.method()) || "QueryFields".equals(exchange.method()));
    }

    /** @param surroundings what the row needs to know of the rest of the log */
    ClientRow row(String key, Surroundings surroundings) {
        Program program = facts == null ? Program.NOT_KNOWN : Program.of(facts);
        ClientKind kind = Kinds.of(facts, program);
        List<ClassRow> rows = new ArrayList<>();
        for (ClassTally tally : classes.values()) {
            rows.add(tally.row(kind, program, surroundings.releases(), surroundings.current()));
        }
        rows.sort(Comparator.comparingLong((ClassRow row) -> -row.queries()).thenComparing(ClassRow::name));
        Accounting requests = accounting(rows);
        Presence presence = times.count() == 0
                ? null
                : times.presence(surroundings.observedFrom(), surroundings.observedUntil(), seenBefore);
        long all = surroundings.misdirected();
        return new ClientRow(
                key,
                who(program),
                kind,
                standing(requests),
                requests,
                all == 0 ? 0 : (double) misdirected / all,
                rows,
                errors.top(DISTINCT_ERRORS),
                presence,
                origin(program, presence, surroundings),
                kind == ClientKind.RAPI ? RapiResources.of(rows) : List.of(),
                hint(kind, standing(requests), rows, surroundings));
    }

    /**
     * @param misdirected of all clients
     * @param releases by index
     * @param current the last release seen in the range; null where none is known
     */
    record Surroundings(
            long misdirected,
            List<@Nullable Release> releases,
            @Nullable Release current,
            String querySocket,
            String node,
            ScriptOrigins origins,
            long observedFrom,
            long observedUntil) {}

    long misdirected() {
        return misdirected;
    }

    private Accounting accounting(List<ClassRow> rows) {
        return new Accounting(
                eligible,
                lock,
                malformed,
                commands,
                waits,
                unknown,
                misdirected,
                rows.stream().mapToLong(ClassRow::expected).sum(),
                failed,
                unanswered,
                incomplete);
    }

    private static Standing standing(Accounting requests) {
        if (requests.toChange() > 0) {
            return Standing.TO_CHANGE;
        }
        if (requests.misdirected() > 0) {
            return Standing.EXPECTED;
        }
        return requests.eligible() + requests.malformed() > 0 ? Standing.NOT_APPLICABLE : Standing.NO_QUERIES;
    }

    private static Hint hint(ClientKind kind, Standing standing, List<ClassRow> rows, Surroundings surroundings) {
        return switch (standing) {
            case TO_CHANGE ->
                rows.stream().allMatch(row -> row.staysOnPrimary() || row.toChange() == 0)
                        ? Hints.notServed()
                        : Hints.of(kind, surroundings.current(), surroundings.querySocket());
            case EXPECTED ->
                rows.stream()
                        .map(ClassRow::expectation)
                        .filter(Objects::nonNull)
                        .findFirst()
                        .map(expectation -> Hints.leave(expectation.releases()))
                        .orElseGet(Hints::nothing);
            case NOT_APPLICABLE, NO_QUERIES -> Hints.nothing();
        };
    }

    private static String label(ClientFacts facts, Program program) {
        String label = program.label();
        if (label != null) {
            return label;
        }
        if (facts.pid() == 0) {
            return "process in a container";
        }
        return facts.identity() == ClientFacts.Identity.GONE ? "process gone" : "unnamed process";
    }

    private Who who(Program program) {
        if (facts == null) {
            return Who.unknown(processes);
        }
        SequencedMap<String, Long> identities = new LinkedHashMap<>();
        identities.put(facts.identity().word(), processes);
        return new Who(
                label(facts, program),
                program.script(),
                facts.exe(),
                program.subCommand(),
                facts.unit(),
                facts.user(),
                facts.uid(),
                facts.loginuid(),
                facts.cmdline(),
                facts.parents(),
                processes,
                identities);
    }
}

package org.paralux.app;

import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.paralux.audit.AuditDamage;
import org.paralux.audit.AuditEntry;
import org.paralux.audit.AuditEvent;
import org.paralux.audit.AuditReader;
import org.paralux.audit.AuditReading;
import org.paralux.audit.Outcome;
import org.paralux.audit.ReadOptions;
import org.paralux.diff.Verdict;
import org.paralux.qa.simulate.flaw.Flaw;
import org.paralux.qa.simulate.flaw.Sign;
import org.paralux.qa.simulate.flaw.Trace;

/** What a log says of the flaws that were seeded into the shadow, of its lag, and of what nobody seeded. */
final class SeededFindings {
    private final Map<Flaw, Traces> byFlaw = new LinkedHashMap<>();
    private final Map<String, Long> notSeeded = new TreeMap<>();
    private final Map<Outcome, Long> outcomes = new EnumMap<>(Outcome.class);
    private @Nullable Long leastLagMicros;
    private @Nullable Long mostLagMicros;

    private SeededFindings(Set<Flaw> seeded) {
        seeded.forEach(flaw -> byFlaw.put(flaw, new Traces()));
    }

    /** What was seen of one flaw. */
    static final class Traces {
        private long trials;
        private long found;
        private @Nullable String calledAs;
        private @Nullable String path;

        /** The trials of classes that can show it. */
        long trials() {
            return trials;
        }

        /** The trials in which it showed. */
        long found() {
            return found;
        }

        /** The kind and cause of the first divergence, or the outcome; null where it was not found. */
        @Nullable String calledAs() {
            return calledAs;
        }

        /** Where the first divergence was; null where there is none. */
        @Nullable String path() {
            return path;
        }

        private void found(String name, @Nullable String where) {
            found++;
            if (calledAs == null) {
                calledAs = name;
                path = where;
            }
        }
    }

    static SeededFindings read(Path stateDir, Set<Flaw> seeded) throws IOException {
        SeededFindings findings = new SeededFindings(seeded);
        try (AuditReader reader = AuditReader.open(stateDir, ReadOptions.all())) {
            for (AuditReading reading; (reading = reader.next()) != null; ) {
                switch (reading) {
                    case AuditEntry entry -> findings.accept(entry.event());
                    case AuditDamage damage -> throw new IOException("damaged log: " + damage);
                }
            }
        }
        return findings;
    }

    private void accept(AuditEvent event) {
        if (event instanceof AuditEvent.QueryOutcome outcome) {
            accept(outcome);
        } else if (event instanceof AuditEvent.DivergenceFound divergence) {
            accept(divergence);
        }
    }

    private void accept(AuditEvent.QueryOutcome outcome) {
        outcomes.merge(outcome.outcome(), 1L, Long::sum);
        if (outcome.lagMicros() != null) {
            leastLagMicros = least(leastLagMicros, outcome.lagMicros().from());
            mostLagMicros = most(mostLagMicros, outcome.lagMicros().to());
        }
        byFlaw.forEach((flaw, traces) -> {
            Trace trace = flaw.trace();
            if (!outcome.outcome().isTrial() || !trace.isSeenBy(outcome.queryClass())) {
                return;
            }
            traces.trials++;
            boolean told = trace.verdict() != Verdict.DIVERGENT
                    && outcome.outcome().word().equals(trace.verdict().word());
            if (told) {
                List<String> rules = outcome.rules();
                traces.found(outcome.outcome().word() + (rules == null ? "" : " by " + String.join(", ", rules)), null);
            }
        });
    }

    private void accept(AuditEvent.DivergenceFound divergence) {
        String called = divergence.kind() + "/" + divergence.cause();
        boolean seeded = false;
        for (Map.Entry<Flaw, Traces> each : byFlaw.entrySet()) {
            if (isOf(each.getKey().trace(), divergence, called)) {
                each.getValue().found(called, divergence.path());
                seeded = true;
            }
        }
        if (!seeded) {
            notSeeded.merge(called + " in " + divergence.queryClass(), 1L, Long::sum);
        }
    }

    private static boolean isOf(Trace trace, AuditEvent.DivergenceFound divergence, String called) {
        boolean named = trace.signs().isEmpty()
                || trace.signs().stream().map(Sign::words).anyMatch(called::equals);
        boolean there = trace.fields().isEmpty()
                || (divergence.field() != null && trace.fields().contains(divergence.field()));
        return trace.verdict() == Verdict.DIVERGENT && trace.isSeenBy(divergence.queryClass()) && named && there;
    }

    private static @Nullable Long least(@Nullable Long one, @Nullable Long other) {
        return one == null || (other != null && other < one) ? other : one;
    }

    private static @Nullable Long most(@Nullable Long one, @Nullable Long other) {
        return one == null || (other != null && other > one) ? other : one;
    }

    Map<Flaw, Traces> byFlaw() {
        return byFlaw;
    }

    /** Kind, cause and class of each divergence that no seeded flaw explains, and how many there were. */
    Map<String, Long> notSeeded() {
        return notSeeded;
    }

    Map<Outcome, Long> outcomes() {
        return outcomes;
    }

    long count(Outcome outcome) {
        return outcomes.getOrDefault(outcome, 0L);
    }

    /** The lower end of the least interval; null where there was no lag. */
    @Nullable Long leastLagMicros() {
        return leastLagMicros;
    }

    /** The upper end of the largest interval; null where there was no lag. */
    @Nullable Long mostLagMicros() {
        return mostLagMicros;
    }
}

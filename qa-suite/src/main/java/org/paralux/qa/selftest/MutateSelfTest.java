package org.paralux.qa.selftest;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.paralux.diff.Cause;
import org.paralux.qa.catalogue.QueryForm;
import org.paralux.qa.finding.Finding;
import org.paralux.qa.finding.FindingKey;
import org.paralux.qa.run.QaOptions;
import org.paralux.qa.run.QaResult;
import org.paralux.qa.run.QaRun;
import org.paralux.qa.run.StopFlag;
import org.paralux.qa.simulate.flaw.Flaw;
import org.paralux.qa.simulate.flaw.Sign;
import org.paralux.qa.simulate.flaw.Trace;

/**
 * Switches on each flaw of an embedded candidate in turn, runs the suite against it, and looks for a finding that is the
 * flaw: in a class and with a name by which the flaw says that it is found, shrunk to little. With no flaw there must be
 * no finding.
 */
public final class MutateSelfTest {
    /** A shrunk query has no more than these. */
    private static final int MOST_FIELDS = 2;

    private static final int MOST_LEAVES = 1;

    private final QaOptions options;

    public MutateSelfTest(QaOptions options) {
        this.options = options;
    }

    /**
     * What a run against one flaw came to.
     *
     * @param flaw null for none
     * @param finding the one that is the flaw; null where there is none
     * @param findings what all of them are called, each with what shows it
     */
    public record Verdicts(@Nullable Flaw flaw, @Nullable Finding finding, List<String> findings, long cases) {
        public Verdicts {
            findings = List.copyOf(findings);
        }

        /** Found, named and small; or silent where there is nothing to find. */
        public boolean isWell() {
            return flaw == null ? findings.isEmpty() : finding != null && isSmall(finding);
        }

        private static boolean isSmall(Finding finding) {
            QueryForm form = finding.shortest();
            return form != null && form.fieldCount() <= MOST_FIELDS && form.filterLeaves() <= MOST_LEAVES;
        }
    }

    /**
     * Tries a candidate without flaws and one with each of {@code flaws}, several at a time.
     *
     * @param told each verdict as soon as it is there, one at a time
     */
    public void run(Collection<Flaw> flaws, int concurrency, Consumer<Verdicts> told) throws InterruptedException {
        try (ExecutorService workers = Executors.newFixedThreadPool(concurrency)) {
            CompletionService<Verdicts> verdicts = new ExecutorCompletionService<>(workers);
            verdicts.submit(() -> verdict(null));
            flaws.forEach(flaw -> verdicts.submit(() -> verdict(flaw)));
            for (int i = 0; i <= flaws.size(); i++) {
                told.accept(verdicts.take().get());
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    /** @param flaw null for none */
    Verdicts verdict(@Nullable Flaw flaw) throws InterruptedException {
        SelfTestWorld world = new SelfTestWorld(flaw == null ? Set.of() : Set.of(flaw), options.seed());
        QaRun run = new QaRun(world.pair(), options, List.of(), world.time(), new StopFlag(), _ -> {});
        QaResult result = run.run();
        Optional<Finding> found = flaw == null
                ? Optional.empty()
                : result.findings().stream()
                        .filter(finding -> isOf(flaw.trace(), finding))
                        .min(Comparator.comparingInt(
                                finding -> finding.request().length()));
        List<String> all = result.findings().stream()
                .map(finding -> finding.key().text() + ": " + finding.request())
                .toList();
        return new Verdicts(flaw, found.orElse(null), all, result.tally().tried());
    }

    private static boolean isOf(Trace trace, Finding finding) {
        boolean there = finding.classes().stream().anyMatch(trace::isSeenBy);
        return there
                && switch (trace.verdict()) {
                    case DIVERGENT -> isNamed(trace, finding.key());
                    // No rules here: what a shipped one clears elsewhere is the order of a set.
                    case EQUIVALENT -> finding.key().cause().equals(Cause.SET_ORDER.word());
                    case REFUSED, SHADOW_FAILED, MATCH ->
                        finding.key().kind().equals(trace.verdict().word());
                };
    }

    private static boolean isNamed(Trace trace, FindingKey key) {
        boolean called = trace.signs().isEmpty() || trace.signs().stream().anyMatch(sign -> isCalled(sign, key));
        boolean inField = trace.fields().isEmpty()
                || (key.field() != null && trace.fields().contains(key.field()));
        return called && inField;
    }

    private static boolean isCalled(Sign sign, FindingKey key) {
        return key.kind().equals(sign.kind().word())
                && key.cause().equals(sign.cause().word());
    }
}

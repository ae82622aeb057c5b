package org.paralux.qa.selftest;

import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.paralux.qa.finding.CaseFile;
import org.paralux.qa.finding.Finding;
import org.paralux.qa.run.QaOptions;
import org.paralux.qa.run.QaResult;
import org.paralux.qa.run.QaRun;
import org.paralux.qa.run.StopFlag;
import org.paralux.qa.simulate.flaw.Flaw;

/** A run against an embedded candidate with flaws, for tests. */
public final class FlawedRun {
    private FlawedRun() {}

    public static QaResult of(Set<Flaw> flaws, long cases, List<CaseFile> corpus) throws InterruptedException {
        return of(flaws, cases, corpus, _ -> {});
    }

    /** Also hands each finding on, when it is new and when it was shrunk. */
    public static QaResult of(Set<Flaw> flaws, long cases, List<CaseFile> corpus, Consumer<Finding> keeper)
            throws InterruptedException {
        SelfTestWorld world = new SelfTestWorld(flaws, 1);
        QaOptions options = QaOptions.wholeCatalogue(1).withMaxCases(cases);
        QaRun run = new QaRun(world.pair(), options, corpus, world.time(), new StopFlag(), _ -> {});
        run.keepFindings(keeper);
        return run.run();
    }
}

package org.paralux.app;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.paralux.audit.evidence.Asked;
import org.paralux.audit.evidence.Evidence;
import org.paralux.diff.Comparison;
import org.paralux.diff.Rules;
import org.paralux.luxi.Query;
import org.paralux.qa.arbiter.Arbiter;
import org.paralux.qa.arbiter.Judge;
import org.paralux.qa.arbiter.Rulings;
import org.paralux.report.trials.Explanation;
import org.paralux.report.trials.ExplanationBuilder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Says why one outcome is what it is. */
@Command(
        name = "explain",
        mixinStandardHelpOptions = true,
        description = "Say why one outcome is what it is: both replies where they differ, rules, settling, decision.")
final class ExplainCommand implements Callable<Integer> {
    private static final String EVIDENCE_PREFIX = "e-";

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "ID", description = "Of an exchange, or of its evidence.")
    private String id;

    @Mixin
    private AuditCommand.Source source;

    @Option(
            names = "--rules",
            paramLabel = "FILE",
            description = "Compare the replies by these rules besides those shipped, approved then or not.")
    private @Nullable Path rules;

    @Mixin
    private ArbiterOptions arbiter;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        Logging.quiet();
        arbiter.check();
        StoredTrials trials = new StoredTrials(
                source.stateDir(), text -> spec.commandLine().getErr().println("paralux explain: " + text));
        Rules all = rules == null ? Rules.shipped() : RulesCommand.read(rules);
        String exchange = id.startsWith(EVIDENCE_PREFIX) ? id.substring(EVIDENCE_PREFIX.length()) : id;
        ExplanationBuilder builder = new ExplanationBuilder(exchange, ZoneId.systemDefault());
        trials.readLog(ExplanationBuilder.EVENTS, builder::accept);
        Explanation explanation = builder.build(trials.evidence(exchange).orElse(null), all);
        if (!explanation.isKnown()) {
            throw new CommandFailure(
                    ExitCode.FAILED,
                    id
                            + ": neither in the log nor in the evidence (expected: id of an exchange, as 'audit tail' prints)");
        }
        PrintWriter out = spec.commandLine().getOut();
        Rulings rulings = rulings(explanation);
        if (json) {
            out.println(ExplanationJson.of(explanation, rulings));
        } else {
            new ExplanationText(out, ZoneId.systemDefault()).print(explanation, rulings);
        }
        out.flush();
        return ExitCode.OK;
    }

    /** Of the first replies; none where there is no arbiter, or nothing to ask about. */
    private Rulings rulings(Explanation explanation) {
        Arbiter asked = arbiter.arbiter();
        Evidence evidence = explanation.evidence();
        Comparison places = explanation.places();
        if (asked == null || evidence == null || places == null) {
            return Rulings.NONE;
        }
        return Query.in(evidence.request())
                .map(query -> new Judge(
                        asked.files(),
                        query,
                        evidence.firstReply(Asked.PRIMARY),
                        evidence.firstReply(Asked.SHADOW),
                        evidence.time()))
                .map(judge -> new Rulings(judge.rulings(places.divergences())))
                .orElse(Rulings.NONE);
    }
}

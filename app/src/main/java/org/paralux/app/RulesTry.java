package org.paralux.app;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.Callable;
import org.paralux.diff.RuleFinding;
import org.paralux.diff.Rules;
import org.paralux.luxi.LuxiJson;
import org.paralux.luxi.Printable;
import org.paralux.report.text.Words;
import org.paralux.report.trials.RuleTrial;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Says what rules would have hidden. */
@Command(
        name = "try",
        mixinStandardHelpOptions = true,
        description = {
            "Say what each rule of a file would have hidden in the stored evidence, and how often.",
            "Approvals and expiry are not minded. Exits with 64 if 'rules check' would."
        })
final class RulesTry implements Callable<Integer> {
    private static final int SHOWN_SORTS = 10;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE")
    private Path file;

    @Mixin
    private AuditCommand.Source source;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        Logging.quiet();
        Rules rules = RulesCommand.read(file);
        StoredTrials trials = new StoredTrials(
                source.stateDir(), text -> spec.commandLine().getErr().println("paralux rules try: " + text));
        RuleTrial trial = new RuleTrial(rules, ZoneId.systemDefault(), trials.releases());
        long unreadable = trials.readEvidence(trial::add);
        List<RuleFinding> findings = rules.findings(LocalDate.now(ZoneId.systemDefault()));
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(json(trial, unreadable, findings));
        } else {
            findings.forEach(finding ->
                    out.println(file + ":" + finding.line() + ": rule " + finding.rule() + ": " + finding.text()));
            print(trial, unreadable, out);
        }
        out.flush();
        return findings.isEmpty() ? unreadable == 0 ? ExitCode.OK : ExitCode.FAILED : ExitCode.STALE_RULE;
    }

    private static void print(RuleTrial trial, long unreadable, PrintWriter out) {
        out.println(Words.count(trial.evidence(), "trial", "trials") + ", " + trial.divergent()
                + " of them divergent without these rules"
                + (unreadable == 0 ? "" : ", " + unreadable + " cannot be read"));
        out.println("all rules together would have made " + trial.cleared() + " of them equivalent");
        for (RuleTrial.Tried tried : trial.rules()) {
            out.println();
            out.println("rule " + tried.rule().id() + ": fired " + Words.count(tried.fired(), "time", "times") + " in "
                    + Words.count(tried.trials(), "trial", "trials") + ", would have made " + tried.cleared()
                    + " equivalent alone"
                    + (tried.example().isEmpty() ? "" : ", for example " + tried.example()));
            tried.hidden().entrySet().stream()
                    .sorted((a, b) -> Long.compare(b.getValue(), a.getValue()))
                    .limit(SHOWN_SORTS)
                    .forEach(sort -> out.println("  hides " + sort.getValue() + " of " + Printable.of(sort.getKey())));
            int more = tried.hidden().size() - SHOWN_SORTS;
            if (more > 0) {
                out.println("  and " + more + " other sorts");
            }
        }
    }

    private static String json(RuleTrial trial, long unreadable, List<RuleFinding> findings) {
        ObjectNode root = LuxiJson.MAPPER.createObjectNode();
        root.put("version", 1);
        root.put("evidence", trial.evidence());
        root.put("unreadable", unreadable);
        root.put("divergent", trial.divergent());
        root.put("cleared", trial.cleared());
        ArrayNode rules = root.putArray("rules");
        for (RuleTrial.Tried tried : trial.rules()) {
            ObjectNode rule = rules.addObject()
                    .put("rule", tried.rule().id())
                    .put("fired", tried.fired())
                    .put("trials", tried.trials())
                    .put("cleared", tried.cleared())
                    .put("example", tried.example());
            ObjectNode hidden = rule.putObject("hidden");
            tried.hidden().forEach((sort, count) -> hidden.put(sort, count.longValue()));
        }
        RulesCommand.addFindings(root, findings);
        return LuxiJson.MAPPER.writeValueAsString(root);
    }
}

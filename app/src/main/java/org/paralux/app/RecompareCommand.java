package org.paralux.app;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.paralux.diff.Rules;
import org.paralux.luxi.LuxiJson;
import org.paralux.luxi.Printable;
import org.paralux.report.text.Words;
import org.paralux.report.trials.EvidenceComparer;
import org.paralux.report.trials.Recomparison;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.node.ObjectNode;

/** Compares all stored evidence again. */
@Command(
        name = "recompare",
        mixinStandardHelpOptions = true,
        description = "Compare all stored evidence by today's rules and code, and say which verdicts change.")
final class RecompareCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private AuditCommand.Source source;

    @Option(names = "--rules", paramLabel = "FILE", description = "Rules besides those shipped, as they hold today.")
    private @Nullable Path rules;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        Logging.quiet();
        StoredTrials trials = new StoredTrials(
                source.stateDir(), text -> spec.commandLine().getErr().println("paralux recompare: " + text));
        Rules all = rules == null ? Rules.shipped() : RulesCommand.read(rules);
        Rules today = all.on(LocalDate.now(ZoneId.systemDefault()));
        Recomparison result = new Recomparison(new EvidenceComparer(today, ZoneId.systemDefault(), trials.releases()));
        long unreadable = trials.readEvidence(result::add);
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(json(result, today, unreadable));
        } else {
            print(result, today, unreadable, out);
        }
        out.flush();
        return unreadable == 0 ? ExitCode.OK : ExitCode.FAILED;
    }

    private static void print(Recomparison result, Rules rules, long unreadable, PrintWriter out) {
        out.println(Words.count(result.evidence(), "trial", "trials") + " compared again, by "
                + rules.all().size() + " rules (" + rules.hash() + ")"
                + (unreadable == 0 ? "" : ", " + unreadable + " cannot be read"));
        out.println(Words.count(result.changed(), "verdict changes", "verdicts change") + ", "
                + (result.evidence() - result.changed()) + " stay; of these " + result.otherCauses()
                + " for other causes than were recorded");
        for (Recomparison.Change change : result.changes()) {
            out.println("  " + Printable.of(change.queryClass()) + ", "
                    + (change.causes().isEmpty() ? "no cause" : Printable.of(change.causes())) + ": "
                    + Printable.of(change.before()) + " becomes " + change.after() + ", "
                    + Words.count(change.count(), "trial", "trials")
                    + ", for example " + change.example());
            if (change.tooEarly() > 0) {
                out.println("    " + change.tooEarly()
                        + " of them by rules approved only later: those trials stay what they are");
            }
        }
    }

    private static String json(Recomparison result, Rules rules, long unreadable) {
        ObjectNode root = LuxiJson.MAPPER.createObjectNode();
        root.put("version", 1);
        root.put("evidence", result.evidence());
        root.put("unreadable", unreadable);
        root.put("rules", rules.hash());
        root.put("changed", result.changed());
        root.put("otherCauses", result.otherCauses());
        var changes = root.putArray("changes");
        for (Recomparison.Change change : result.changes()) {
            changes.addObject()
                    .put("class", change.queryClass())
                    .put("causes", change.causes())
                    .put("before", change.before())
                    .put("after", change.after())
                    .put("count", change.count())
                    .put("tooEarly", change.tooEarly())
                    .put("example", change.example());
        }
        return LuxiJson.MAPPER.writeValueAsString(root);
    }
}

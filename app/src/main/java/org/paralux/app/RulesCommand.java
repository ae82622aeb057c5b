package org.paralux.app;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.paralux.diff.RuleFinding;
import org.paralux.diff.Rules;
import org.paralux.diff.RulesException;
import org.paralux.luxi.LuxiJson;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.node.ObjectNode;

/** Looks at rules of comparison. */
@Command(
        name = "rules",
        mixinStandardHelpOptions = true,
        description = "Check rules of comparison, and try them on stored evidence.",
        subcommands = {RulesCommand.Check.class, RulesTry.class},
        synopsisSubcommandLabel = "COMMAND")
final class RulesCommand {

    @Command(
            name = "check",
            mixinStandardHelpOptions = true,
            description = {
                "Say what is wrong with a rules file, and where.",
                "Exits with 64 if a rule is expired, not yet approved, or matches too much."
            })
    static final class Check implements Callable<Integer> {
        @Spec
        private CommandSpec spec;

        @Parameters(paramLabel = "FILE")
        private Path file;

        @Option(names = "--json", description = "Print JSON.")
        private boolean json;

        @Override
        public Integer call() throws IOException {
            Rules rules = read(file);
            List<RuleFinding> findings = rules.findings(LocalDate.now(ZoneId.systemDefault()));
            int own = rules.all().size() - Rules.shipped().all().size();
            PrintWriter out = spec.commandLine().getOut();
            if (json) {
                out.println(json(rules, own, findings));
            } else {
                findings.forEach(
                        each -> out.println(file + ":" + each.line() + ": rule " + each.rule() + ": " + each.text()));
                out.println(file + ": well-formed, " + own + " rules, " + findings.size() + " to look at");
            }
            return findings.isEmpty() ? ExitCode.OK : ExitCode.STALE_RULE;
        }

        private static String json(Rules rules, int own, List<RuleFinding> findings) {
            ObjectNode root = LuxiJson.MAPPER.createObjectNode();
            root.put("rules", own).put("hash", rules.hash());
            addFindings(root, findings);
            return LuxiJson.MAPPER.writeValueAsString(root);
        }
    }

    /** As a member {@code findings}, where there are any. */
    static void addFindings(ObjectNode root, List<RuleFinding> findings) {
        for (RuleFinding finding : findings) {
            root.withArray("findings")
                    .addObject()
                    .put("rule", finding.rule())
                    .put("line", finding.line())
                    .put(
                            "finding",
                            finding.sort().name().toLowerCase(Locale.ROOT).replace('_', '-'))
                    .put("text", finding.text());
        }
    }

    /** The rules of a file and those shipped. */
    static Rules read(Path file) throws IOException {
        try {
            return Rules.read(file.toString(), Files.readString(file));
        } catch (RulesException e) {
            throw new CommandFailure(String.valueOf(e.getMessage()), e);
        }
    }
}

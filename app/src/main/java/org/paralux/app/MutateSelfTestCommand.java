package org.paralux.app;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import org.paralux.luxi.LuxiJson;
import org.paralux.qa.finding.Finding;
import org.paralux.qa.run.QaOptions;
import org.paralux.qa.selftest.MutateSelfTest;
import org.paralux.qa.simulate.flaw.Flaw;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.node.ObjectNode;

/** Tests the suite itself. */
@Command(
        name = "mutate-self-test",
        mixinStandardHelpOptions = true,
        description = {
            "Run the suite against an embedded daemon with each of its flaws in turn, and see that it is found, named and"
                    + " shrunk; and that nothing is found where there is no flaw.",
            "Exits with 4 where that is not so."
        })
final class MutateSelfTestCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(names = "--flaw", paramLabel = "NAME", description = "Only this one; may be given again.")
    private List<String> only = List.of();

    @Option(names = "--seed", paramLabel = "N", defaultValue = "1", description = "What is random follows from it.")
    private long seed;

    @Option(
            names = "--cases",
            paramLabel = "N",
            defaultValue = "3000",
            description = "So many cases against each flaw at most (default: ${DEFAULT-VALUE}).")
    private long cases;

    @Option(
            names = "--concurrency",
            paramLabel = "N",
            defaultValue = "2",
            description = "So many flaws at a time (default: ${DEFAULT-VALUE}).")
    private int concurrency;

    @Option(names = "--json", description = "Print JSON Lines.")
    private boolean json;

    @Override
    public Integer call() throws InterruptedException {
        List<MutateSelfTest.Verdicts> verdicts = new ArrayList<>();
        QaOptions options = QaOptions.wholeCatalogue(seed).withMaxCases(cases);
        new MutateSelfTest(options).run(flaws(), concurrency, verdict -> {
            verdicts.add(verdict);
            print(verdict);
        });
        boolean well = verdicts.stream().allMatch(MutateSelfTest.Verdicts::isWell);
        printSummary(verdicts);
        return well ? ExitCode.OK : ExitCode.FINDINGS;
    }

    private List<Flaw> flaws() {
        return only.isEmpty()
                ? Arrays.asList(Flaw.values())
                : only.stream().map(SimulateCommand::flaw).toList();
    }

    private void print(MutateSelfTest.Verdicts verdict) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(json ? toJson(verdict) : toText(verdict));
        out.flush();
    }

    private static String toText(MutateSelfTest.Verdicts verdict) {
        Finding finding = verdict.finding();
        String name = verdict.flaw() == null ? "none" : verdict.flaw().word();
        String what = finding == null
                ? verdict.findings().size() + " findings in " + verdict.cases() + " cases"
                        + String.join(
                                "",
                                verdict.findings().stream()
                                        .map(each -> "\n     " + each)
                                        .toList())
                : finding.key().text() + ", " + finding.steadiness().text() + ", " + finding.probes() + " probes, "
                        + finding.request();
        return "%-4s %-21s %s".formatted(verdict.isWell() ? "ok" : "FAIL", name, what);
    }

    private static String toJson(MutateSelfTest.Verdicts verdict) {
        Finding finding = verdict.finding();
        ObjectNode line = LuxiJson.MAPPER.createObjectNode();
        line.put("flaw", verdict.flaw() == null ? null : verdict.flaw().word());
        line.put("ok", verdict.isWell())
                .put("findings", verdict.findings().size())
                .put("cases", verdict.cases());
        if (finding != null) {
            line.put("finding", finding.key().text())
                    .put("probes", finding.probes())
                    .put("request", finding.request());
        }
        return line.toString();
    }

    private void printSummary(List<MutateSelfTest.Verdicts> verdicts) {
        if (json) {
            return;
        }
        int[] probes = verdicts.stream()
                .map(MutateSelfTest.Verdicts::finding)
                .filter(finding -> finding != null)
                .mapToInt(Finding::probes)
                .sorted()
                .toArray();
        long well = verdicts.stream().filter(MutateSelfTest.Verdicts::isWell).count();
        PrintWriter out = spec.commandLine().getOut();
        out.printf("%d of %d as they should be", well, verdicts.size());
        if (probes.length > 0) {
            out.printf("; median of %d probes to shrink one", probes[probes.length / 2]);
        }
        out.println();
        out.flush();
    }
}

package org.paralux.app;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.paralux.diff.Comparer;
import org.paralux.diff.Comparison;
import org.paralux.diff.Rules;
import org.paralux.diff.Verdict;
import org.paralux.luxi.Framing;
import org.paralux.luxi.Payload;
import org.paralux.luxi.Query;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Compares replies from files. */
@Command(
        name = "diff",
        mixinStandardHelpOptions = true,
        description = {
            "Compare two replies, or many pairs of them.",
            "Exits with 4 unless all of them match or are equivalent."
        })
final class DiffCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", arity = "0..1", paramLabel = "A", description = "The primary's reply.")
    private @Nullable Path primary;

    @Parameters(index = "1", arity = "0..1", paramLabel = "B", description = "The shadow's reply.")
    private @Nullable Path shadow;

    @Option(
            names = "--request",
            paramLabel = "FILE",
            description = "The query that both answer: it names the columns of classic replies.")
    private @Nullable Path request;

    @Option(names = "--pairs", paramLabel = "FILE", description = "JSON Lines, one pair of replies each.")
    private @Nullable Path pairs;

    @Option(names = "--rules", paramLabel = "FILE", description = "Rules besides those shipped, as they hold today.")
    private @Nullable Path rules;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        if (pairs != null) {
            if (primary != null || request != null) {
                throw new ParameterException(spec.commandLine(), "--pairs: with other files (expected: alone)");
            }
            return ReplyPairs.compare(pairs, comparer(), spec.commandLine().getOut()) ? ExitCode.OK : ExitCode.FINDINGS;
        }
        if (primary == null || shadow == null) {
            throw new ParameterException(spec.commandLine(), "two files are missing (expected: A B, or --pairs FILE)");
        }
        Comparison comparison = comparer().compare(query(), reply(primary), reply(shadow));
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(ComparisonJson.whole(comparison));
        } else {
            ComparisonText.print(comparison, out);
        }
        out.flush();
        return isWell(comparison) ? ExitCode.OK : ExitCode.FINDINGS;
    }

    static boolean isWell(Comparison comparison) {
        return comparison.verdict() == Verdict.MATCH || comparison.verdict() == Verdict.EQUIVALENT;
    }

    private Comparer comparer() throws IOException {
        Rules all = rules == null ? Rules.shipped() : RulesCommand.read(rules);
        return new Comparer(all.on(LocalDate.now(ZoneId.systemDefault())));
    }

    private @Nullable Query query() throws IOException {
        if (request == null) {
            return null;
        }
        Path file = request;
        return Query.in(reply(file))
                .orElseThrow(() -> new CommandFailure(
                        ExitCode.FAILED, file + ": not a query that can be compared (expected: a LUXI request)"));
    }

    /** A payload, or a frame with its ETX. */
    private static Payload reply(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        boolean isFrame = bytes.length > 0 && bytes[bytes.length - 1] == Framing.ETX;
        return isFrame ? Payload.copyOf(bytes, 0, bytes.length - 1) : Payload.wrap(bytes);
    }
}

package org.paralux.app;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.paralux.audit.AuditDamage;
import org.paralux.audit.AuditExport;
import org.paralux.audit.AuditTail;
import org.paralux.audit.AuditVerifier;
import org.paralux.audit.KnownHeads;
import org.paralux.audit.Verification;
import org.paralux.luxi.LuxiJson;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.node.ObjectNode;

/** Reading the audit log itself. */
@Command(
        name = "audit",
        mixinStandardHelpOptions = true,
        description = "Follow the audit log, prove it, hand it on.",
        subcommands = {AuditCommand.Tail.class, AuditCommand.Verify.class, AuditCommand.Export.class},
        synopsisSubcommandLabel = "COMMAND")
final class AuditCommand {

    /** The folder to read. */
    static final class Source {
        @Option(
                names = "--state-dir",
                paramLabel = "DIR",
                defaultValue = "/var/lib/paralux",
                description = "The proxy's state folder (${DEFAULT-VALUE}).")
        private Path stateDir;

        Path stateDir() {
            return StateDir.requireLog(stateDir);
        }
    }

    @Command(
            name = "tail",
            mixinStandardHelpOptions = true,
            description = "Print the last records and follow the log as it grows.")
    static final class Tail implements Callable<Integer> {
        @Spec
        private CommandSpec spec;

        @Mixin
        private Source source;

        @Option(
                names = "--from-seq",
                paramLabel = "N",
                description = "Begin with record N; without it, with what comes next.")
        private @Nullable Long fromSeq;

        @Option(names = "--json", description = "Print JSON Lines.")
        private boolean json;

        @Override
        public Integer call() throws IOException, InterruptedException {
            Logging.quiet();
            PrintWriter out = spec.commandLine().getOut();
            AuditTail tail = AuditTail.of(
                    source.stateDir(),
                    new AuditTail.Options(
                            fromSeq, json ? AuditTail.Form.JSON : AuditTail.Form.TEXT, ZoneId.systemDefault()),
                    new FlushingLines(out));
            try (StopSignal stop = StopSignal.install()) {
                Thread.ofVirtual().start(() -> {
                    try {
                        stop.await();
                        tail.stop();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                });
                tail.run();
            }
            return ExitCode.OK;
        }
    }

    @Command(
            name = "verify",
            mixinStandardHelpOptions = true,
            description = "Check that no record was altered, removed, added or moved; exit code 3 if one was.")
    static final class Verify implements Callable<Integer> {
        @Spec
        private CommandSpec spec;

        @Mixin
        private Source source;

        @Option(
                names = "--expect-head",
                paramLabel = "HASH",
                description = "A chain kept elsewhere that some record must have: finds a cut tail.")
        private @Nullable String expectHead;

        @Option(
                names = "--anchors",
                paramLabel = "FILE",
                description = "Heads kept elsewhere, for example lines of the journal.")
        private @Nullable Path anchors;

        @Option(names = "--json", description = "Print JSON.")
        private boolean json;

        @Override
        public Integer call() throws IOException {
            Logging.quiet();
            KnownHeads known = KnownHeads.none().withExpected(expectHead);
            if (anchors != null) {
                known = known.withAnchors(anchors);
            }
            Verification verification = AuditVerifier.verify(source.stateDir(), known);
            PrintWriter out = spec.commandLine().getOut();
            if (json) {
                out.println(json(verification));
            } else {
                verification.lines().forEach(out::println);
            }
            return verification.isSound() ? ExitCode.OK : ExitCode.DAMAGED;
        }

        private static ObjectNode json(Verification verification) {
            ObjectNode page = LuxiJson.MAPPER.createObjectNode();
            page.put("version", 1);
            page.put("sound", verification.isSound());
            page.putObject("soundTo")
                    .put("seq", verification.sound().seq())
                    .put("chain", verification.sound().chain())
                    .put("time", verification.sound().time().toString());
            page.put("firstSeq", verification.firstSeq());
            page.put("records", verification.records());
            page.put("segments", verification.segments());
            page.put("lostInGaps", verification.lostInGaps());
            page.put("lostInCrash", verification.lostInCrash());
            page.put("endsWithoutStop", verification.endsWithoutStop());
            AuditDamage damage = verification.damage();
            if (damage != null) {
                page.putObject("damage")
                        .put("kind", damage.kind().word())
                        .put("segment", damage.segment())
                        .put("seq", damage.seq())
                        .put("offset", damage.offset())
                        .put("detail", damage.detail());
            }
            return page;
        }
    }

    @Command(
            name = "export",
            mixinStandardHelpOptions = true,
            description = "Print exchanges, outcomes or divergences, with the clients' details, as JSON Lines or CSV.")
    static final class Export implements Callable<Integer> {
        @Spec
        private CommandSpec spec;

        @Mixin
        private Source source;

        @Option(
                names = "--format",
                paramLabel = "json|csv",
                defaultValue = "json",
                description = "The form (${DEFAULT-VALUE}).")
        private AuditExport.Format format;

        @Option(
                names = "--event",
                paramLabel = "exchange|outcome|divergence",
                defaultValue = "exchange",
                description = "Which records (${DEFAULT-VALUE}).")
        private AuditExport.What what;

        @Mixin
        private Range range;

        @Option(names = "--client", paramLabel = "TEXT", description = "Only clients whose key or details hold TEXT.")
        private @Nullable String client;

        @Option(names = "--class", paramLabel = "CLASS", description = "Only this query class, as Query/node/live.")
        private @Nullable String queryClass;

        @Option(names = "--misdirected", description = "Only misdirected queries.")
        private boolean misdirected;

        @Override
        public Integer call() throws IOException {
            Logging.quiet();
            Instant now = Instant.now();
            AuditExport.Filter filter = new AuditExport.Filter(
                    range.since(now), range.until(now), client, queryClass, misdirected ? true : null);
            OutputStream out = new BufferedOutputStream(System.out);
            AuditExport.Result result = AuditExport.write(source.stateDir(), what, filter, format, out);
            out.flush();
            result.damages().forEach(damage -> warn("damage: " + damage));
            if (result.lost() > 0) {
                warn(result.lost() + " records were lost when they happened, as gap records tell");
            }
            return result.damages().isEmpty() ? ExitCode.OK : ExitCode.FAILED;
        }

        private void warn(String text) {
            spec.commandLine().getErr().println("paralux audit export: " + text);
        }
    }
}

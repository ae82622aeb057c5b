package org.paralux.app;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.paralux.app.doctor.Doctor;
import org.paralux.app.doctor.Finding;
import org.paralux.app.doctor.Patient;
import org.paralux.app.settings.Setting;
import org.paralux.app.settings.Settings;
import org.paralux.app.settings.SettingsException;
import org.paralux.luxi.LuxiJson;
import org.paralux.proxy.attach.SocketNames;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Everything that may be wrong, before a proxy is attached and after. */
@Command(
        name = "doctor",
        mixinStandardHelpOptions = true,
        description =
                "Look at everything that may be wrong on this host, before 'attach' and after, and say what to do."
                        + " Changes nothing. Takes the options and the file that the proxy is run with.",
        footer = {"", "Exit codes: 0 nothing is wrong, 2 wrong usage, 3 something is."})
final class DoctorCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(
            names = "--socket",
            paramLabel = "PATH",
            description = "The daemon's socket; what 'listen' says, or Ganeti's own, if not given.")
    private @Nullable Path socket;

    @Mixin
    private ProxyOptions options;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Option(names = "--quiet", description = "Print only what is wrong.")
    private boolean quiet;

    @Override
    public Integer call() throws IOException, SettingsException {
        Logging.configure("text", "error");
        List<Finding> findings = Doctor.examine(patient(options.settings(options.daemon(socket))));
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(toJson(findings));
        } else {
            print(out, findings);
        }
        return count(findings, Finding.Level.WRONG) == 0 ? ExitCode.OK : ExitCode.DAMAGED;
    }

    private static Patient patient(Settings settings) throws SettingsException {
        Path stateDir = settings.path(Setting.STATE_DIR);
        return new Patient(
                Path.of("/"),
                SocketNames.of(settings.path(Setting.LISTEN)),
                settings.optionalPath(Setting.SHADOW).orElse(null),
                settings.text(Setting.LISTEN_ROLE).equals("master"),
                stateDir,
                AdminOptions.socketOf(settings),
                settings.bytes(Setting.AUDIT_MIN_FREE),
                settings.number(Setting.BACKLOG),
                settings.words(Setting.TRIAL_CANNOT_SEE),
                settings.path(Setting.TRIAL_CONFIGURATION));
    }

    private static long count(List<Finding> findings, Finding.Level level) {
        return findings.stream().filter(finding -> finding.level() == level).count();
    }

    private void print(PrintWriter out, List<Finding> findings) {
        for (Finding finding : findings) {
            if (quiet && finding.level() != Finding.Level.WRONG) {
                continue;
            }
            out.printf("%-6s %-11s %s%n", finding.level().word(), finding.check(), finding.said());
            if (finding.todo() != null) {
                out.printf("%-6s %-11s -> %s%n", "", "", finding.todo());
            }
        }
        out.printf(
                "%d looked at, %d to be known, %d wrong%n",
                findings.size(), count(findings, Finding.Level.NOTE), count(findings, Finding.Level.WRONG));
    }

    private static ObjectNode toJson(List<Finding> findings) {
        ObjectNode page = LuxiJson.MAPPER.createObjectNode();
        page.put("version", 1);
        page.put("wrong", count(findings, Finding.Level.WRONG));
        page.put("notes", count(findings, Finding.Level.NOTE));
        ArrayNode all = page.putArray("findings");
        for (Finding finding : findings) {
            Map<String, @Nullable String> members = new LinkedHashMap<>();
            members.put("level", finding.level().word());
            members.put("check", finding.check());
            members.put("said", finding.said());
            members.put("todo", finding.todo());
            ObjectNode one = all.addObject();
            members.forEach(one::put);
        }
        return page;
    }
}

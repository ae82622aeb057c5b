package org.paralux.app.doctor;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.paralux.proxy.attach.Standing;
import org.paralux.proxy.epoch.DaemonFacts;

/** Ganeti's own clients on this host: their release and build, and whether they know the query socket. */
final class ClientsCheck implements Check {
    private static final Pattern RELEASE = Pattern.compile("(?m)^RELEASE_VERSION = [\"']([^\"']+)");
    private static final Pattern BUILD = Pattern.compile("(?m)^VCS_VERSION = [\"']([^\"']+)");
    private static final Pattern SPLIT = Pattern.compile("(?m)^ENABLE_SPLIT_QUERY = (True|False)");

    /** The newest first that clients would use. */
    private static final List<String> PLACES = List.of(
            "/usr/share/ganeti/default/ganeti",
            "/etc/ganeti/share/ganeti",
            "/usr/lib/python2.7/dist-packages/ganeti",
            "/usr/lib/python2.7/site-packages/ganeti",
            "/usr/lib/python2.6/dist-packages/ganeti",
            "/usr/lib/python2.6/site-packages/ganeti",
            "/usr/lib/python3/dist-packages/ganeti",
            "/usr/local/lib/python2.7/dist-packages/ganeti");

    private static final String ALL_SHARED = "/usr/share/ganeti";
    private static final List<String> FILES = List.of("_autoconf.py", "_constants.py", "_vcsversion.py");

    @Override
    public String name() {
        return "clients";
    }

    @Override
    public List<Finding> look(Patient patient) throws IOException {
        Optional<String> installed = installed(patient);
        if (installed.isEmpty()) {
            return List.of(Finding.note(
                    name(),
                    "no Ganeti tools are installed where they usually are",
                    "look on the hosts that have them: 'gnt-cluster --version'"));
        }
        String text = installed.get();
        String release = first(RELEASE, text).orElse("unknown");
        String build = first(BUILD, text).map(word -> ", build " + word).orElse("");
        List<Finding> findings = new ArrayList<>();
        findings.add(Finding.ok(name(), "Ganeti's tools are release " + release + build));
        Optional<Path> daemon = Standing.of(patient.names()).daemon();
        String running = daemon.isEmpty() ? null : DaemonFacts.ask(daemon.get()).release();
        if (running != null && !running.equals(release)) {
            findings.add(Finding.wrong(
                    name(),
                    "the tools are release " + release + ", the daemon that runs is " + running,
                    "finish the upgrade: start the daemons of the installed release, or install that of the daemons"));
        }
        split(patient, release, first(SPLIT, text)).ifPresent(findings::add);
        if (System.getenv("FORCE_LUXI_SOCKET") != null) {
            findings.add(Finding.note(
                    name(),
                    "FORCE_LUXI_SOCKET is set here: tools of 2.8 to 2.11 go where it says, others do not read it",
                    "unset it, unless that is meant"));
        }
        return findings;
    }

    private Optional<Finding> split(Patient patient, String release, Optional<String> flag) {
        if (flag.isEmpty()) {
            return patient.onMasterSocket() && isBefore(release, 2, 7)
                    ? Optional.of(Finding.note(
                            name(),
                            "tools of release " + release + " know no query socket: all their queries are misdirected",
                            "nothing now; it changes with their upgrade to 2.7"))
                    : Optional.empty();
        }
        return Optional.of(
                flag.get().equals("True")
                        ? Finding.ok(name(), "the tools were built with split query: they ask the query socket")
                        : Finding.wrong(
                                name(),
                                "the tools were built without split query (ENABLE_SPLIT_QUERY = False): all their"
                                        + " queries go to the master socket, whatever they are changed to",
                                "install a build that was configured with --enable-split-query"));
    }

    private static boolean isBefore(String release, int major, int minor) {
        Matcher numbers = Pattern.compile("(\\d+)\\.(\\d+)").matcher(release);
        return numbers.lookingAt()
                && (Integer.parseInt(numbers.group(1)) < major
                        || (Integer.parseInt(numbers.group(1)) == major && Integer.parseInt(numbers.group(2)) < minor));
    }

    private static Optional<String> first(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    /** The texts of the first installation that says its release. */
    private static Optional<String> installed(Patient patient) throws IOException {
        for (Path place : places(patient)) {
            StringBuilder text = new StringBuilder();
            for (String file : FILES) {
                if (Files.isReadable(place.resolve(file))) {
                    text.append(Files.readString(place.resolve(file), StandardCharsets.ISO_8859_1))
                            .append('\n');
                }
            }
            if (RELEASE.matcher(text).find()) {
                return Optional.of(text.toString());
            }
        }
        return Optional.empty();
    }

    private static Set<Path> places(Patient patient) throws IOException {
        Set<Path> places = new LinkedHashSet<>();
        PLACES.forEach(place -> places.add(patient.file(place)));
        Path shared = patient.file(ALL_SHARED);
        if (Files.isDirectory(shared)) {
            try (DirectoryStream<Path> all = Files.newDirectoryStream(shared, "[0-9]*")) {
                all.forEach(release -> places.add(release.resolve("ganeti")));
            }
        }
        return places;
    }
}

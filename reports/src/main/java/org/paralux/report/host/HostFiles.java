package org.paralux.report.host;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.paralux.report.clients.ScriptOrigin;
import org.paralux.report.clients.ScriptOrigins;

/**
 * What the files below a root say of programs: the owner of a script, the Debian package that lists it, and the crontabs,
 * timers and units that name it. What may not be read says nothing. Of another host than its own nothing is told. Reads
 * each file once; not thread-safe.
 */
public final class HostFiles implements ScriptOrigins {
    private static final long LARGEST_FILE = 4 << 20;
    private static final int STARTERS = 5;
    private static final List<String> CRON_FOLDERS = List.of("etc/cron.d", "var/spool/cron/crontabs", "var/spool/cron");
    private static final List<String> PERIODIC_FOLDERS =
            List.of("etc/cron.hourly", "etc/cron.daily", "etc/cron.weekly", "etc/cron.monthly");
    private static final List<String> UNIT_FOLDERS =
            List.of("etc/systemd/system", "lib/systemd/system", "usr/lib/systemd/system");

    private final Path root;
    private final String hostName;
    private @Nullable List<CronEntry> crontabs;
    private @Nullable Map<String, String> packages;

    /**
     * The files below {@code root}.
     *
     * @param hostName by which the log must name the host
     */
    public HostFiles(Path root, String hostName) {
        this.root = root;
        this.hostName = hostName;
    }

    @Override
    public Optional<ScriptOrigin> of(Sighting sighting) {
        String path = sighting.path();
        if (!path.startsWith("/") || !isThisHost(sighting.node())) {
            return Optional.empty();
        }
        return Optional.of(new ScriptOrigin(
                owner(path),
                packages().get(path),
                starters(path, sighting.unit()),
                LoginSession.of(root, sighting.unit())
                        .filter(session -> session.hadBegunBy(sighting.last()))
                        .map(LoginSession::remoteHost)
                        .orElse(null)));
    }

    private boolean isThisHost(String node) {
        return node.equals(hostName) || node.startsWith(hostName + ".") || hostName.startsWith(node + ".");
    }

    private Path below(String path) {
        return root.resolve(path.startsWith("/") ? path.substring(1) : path);
    }

    private @Nullable String owner(String path) {
        try {
            return Files.getOwner(below(path)).getName();
        } catch (IOException e) {
            return null;
        }
    }

    private List<String> starters(String path, @Nullable String unit) {
        List<String> starters = new ArrayList<>();
        crontabs().stream()
                .filter(entry -> entry.command().contains(path))
                .map(CronEntry::toString)
                .forEach(starters::add);
        for (String folder : PERIODIC_FOLDERS) {
            for (Path file : files(folder)) {
                if (lines(file).stream().anyMatch(line -> line.contains(path))
                        || ("/" + root.relativize(file)).equals(path)) {
                    starters.add("/" + root.relativize(file));
                }
            }
        }
        if (unit != null) {
            starters.addAll(unitFiles(unit));
        }
        return starters.stream().distinct().limit(STARTERS).toList();
    }

    /** The file of a unit, and of the timer that starts it. */
    private List<String> unitFiles(String unit) {
        if (unit.indexOf('/') >= 0 || unit.equals("cron.service")) {
            return List.of();
        }
        String timer =
                unit.endsWith(".service") ? unit.substring(0, unit.length() - ".service".length()) + ".timer" : unit;
        List<String> found = new ArrayList<>();
        for (String folder : UNIT_FOLDERS) {
            Path timerFile = root.resolve(folder).resolve(timer);
            if (!timer.equals(unit) && Files.isRegularFile(timerFile)) {
                found.add("/" + root.relativize(timerFile) + schedule(timerFile));
            }
            Path unitFile = root.resolve(folder).resolve(unit);
            if (Files.isRegularFile(unitFile)) {
                found.add("/" + root.relativize(unitFile));
            }
        }
        return found;
    }

    private static String schedule(Path timer) {
        return lines(timer).stream()
                .filter(line -> line.matches("On\\w+\\s*=.*"))
                .findFirst()
                .map(line -> " (" + line.strip() + ")")
                .orElse("");
    }

    /**
     * Entries that run once a month or more rarely, may ask Ganeti, and belong to no program that was seen; of another
     * host none.
     *
     * @param node the host that the log is about
     * @param seen whether a client has this text in its key
     */
    public List<String> monthlyUnseen(String node, Predicate<String> seen) {
        if (!isThisHost(node)) {
            return List.of();
        }
        List<String> unseen = new ArrayList<>();
        crontabs().stream()
                .filter(CronEntry::isMonthly)
                .filter(entry -> mayAskGaneti(entry.command()))
                .filter(entry -> Stream.of(entry.command().split("\\s+", -1))
                        .noneMatch(word -> word.startsWith("/") && seen.test(word)))
                .map(CronEntry::toString)
                .forEach(unseen::add);
        for (Path file : files("etc/cron.monthly")) {
            String name = "/" + root.relativize(file);
            if (lines(file).stream().anyMatch(HostFiles::mayAskGaneti) && !seen.test(name)) {
                unseen.add(name);
            }
        }
        return unseen;
    }

    private static boolean mayAskGaneti(String text) {
        return text.contains("gnt-") || text.contains("ganeti") || text.contains("luxi");
    }

    private List<CronEntry> crontabs() {
        List<CronEntry> known = crontabs;
        if (known == null) {
            List<CronEntry> read = new ArrayList<>();
            readCrontab(root.resolve("etc/crontab"), read);
            CRON_FOLDERS.forEach(folder -> files(folder).forEach(file -> readCrontab(file, read)));
            crontabs = read;
            known = read;
        }
        return known;
    }

    private void readCrontab(Path file, List<CronEntry> entries) {
        String name = "/" + root.relativize(file);
        lines(file).forEach(line -> CronEntry.in(name, line).ifPresent(entries::add));
    }

    /** The package of each file, of those that may be a client's. */
    private Map<String, String> packages() {
        Map<String, String> known = packages;
        if (known == null) {
            Map<String, String> read = new HashMap<>();
            for (Path list : files("var/lib/dpkg/info")) {
                String file = String.valueOf(list.getFileName());
                if (file.endsWith(".list")) {
                    String name =
                            file.substring(0, file.length() - ".list".length()).split(":", 2)[0];
                    lines(list).stream().filter(HostFiles::mayBeProgram).forEach(path -> read.put(path, name));
                }
            }
            packages = read;
            known = read;
        }
        return known;
    }

    private static boolean mayBeProgram(String path) {
        return path.contains("bin/")
                || path.contains("/lib")
                || path.startsWith("/opt/")
                || path.startsWith("/etc/cron");
    }

    private List<Path> files(String folder) {
        List<Path> files = new ArrayList<>();
        try (DirectoryStream<Path> all = Files.newDirectoryStream(root.resolve(folder), Files::isRegularFile)) {
            all.forEach(files::add);
        } catch (IOException | DirectoryIteratorException e) {
            return List.of();
        }
        files.sort(null);
        return files;
    }

    private static List<String> lines(Path file) {
        try {
            if (Files.size(file) > LARGEST_FILE) {
                return List.of();
            }
            return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1)
                    .lines()
                    .toList();
        } catch (IOException e) {
            return List.of();
        }
    }
}

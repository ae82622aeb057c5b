package org.paralux.qa.simulate.model;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.paralux.luxi.LuxiJson;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Where a daemon's configuration comes from, and what it was a moment ago: a reader that lags behind sees the version
 * of that moment.
 *
 * <p>A file is looked at whenever somebody asks, and read again when it changed; its change time counts, so a lag is
 * measured from the write. Beside {@code FILE} the run-time state is read from {@code FILE.runtime.json}, where that
 * exists. Thread-safe.
 */
public final class ClusterSource {
    /** What stands beside the configuration of a real cluster, and not beside a copy. */
    private static final String MARK_OF_GANETI = "ssconf_cluster_name";

    private static final String RUNTIME_SUFFIX = ".runtime.json";
    private static final String SAMPLE = "/org/paralux/qa/simulate/sample-cluster.json";

    /** More changes than this within one lag, and the oldest that is left is shown. */
    private static final int MAX_VERSIONS = 64;

    private final InstantSource clock;
    private final @Nullable Path file;
    private final Deque<Version> versions = new ArrayDeque<>();
    private List<Object> stamps = List.of();
    private long lastNumber;

    private ClusterSource(InstantSource clock, @Nullable Path file) {
        this.clock = clock;
        this.file = file;
    }

    /** One state of the source, from {@code since} on. */
    private record Version(long number, Instant since, State state) {
        Instant seen(ReloadLag lag) {
            return since.plus(lag.of(number));
        }
    }

    private sealed interface State {
        record Served(ClusterImage image) implements State {}

        record Broken(String reason) implements State {}
    }

    /**
     * The cluster of a file in the format of Ganeti's {@code config.data}.
     *
     * @throws ClusterException when it cannot be served now
     */
    public static ClusterSource ofFile(Path file, InstantSource clock) {
        ClusterSource source = new ClusterSource(clock, file);
        source.visible(Duration.ZERO);
        return source;
    }

    /** The sample cluster of this project: five nodes, twelve instances. Its changes stay in memory. */
    public static ClusterSource ofSample(InstantSource clock) {
        ClusterSource source = new ClusterSource(clock, null);
        source.add(
                Instant.EPOCH,
                new State.Served(new ClusterImage(readSample(SAMPLE), readSample(SAMPLE + RUNTIME_SUFFIX))));
        return source;
    }

    /** Writes the sample cluster and its run-time state to {@code file} and beside it, as a start for one's own. */
    public static void writeSample(Path file) throws IOException {
        write(file, readSample(SAMPLE));
        write(runtimeOf(file), readSample(SAMPLE + RUNTIME_SUFFIX));
    }

    /**
     * The configuration as it was {@code lag} ago.
     *
     * @throws ClusterException when that version could not be read
     */
    public ClusterImage visible(Duration lag) {
        return visible(ReloadLag.always(lag));
    }

    /**
     * The configuration as a reader with that lag sees it now: of the versions whose lag is over the newest. What the
     * nodes would tell is that of this moment, since it is they who are asked.
     *
     * @throws ClusterException when that version could not be read
     */
    public synchronized ClusterImage visible(ReloadLag lag) {
        refresh();
        ClusterImage seen = image(versionAt(clock.instant(), lag));
        return versions.getLast().state() instanceof State.Served(ClusterImage newest)
                ? seen.withRuntime(newest.runtime())
                : seen;
    }

    private static ClusterImage image(Version version) {
        return switch (version.state()) {
            case State.Served(ClusterImage image) -> image;
            case State.Broken(String reason) -> throw new ClusterException(reason);
        };
    }

    private Version versionAt(Instant moment, ReloadLag lag) {
        Iterator<Version> newestFirst = versions.descendingIterator();
        while (newestFirst.hasNext()) {
            Version version = newestFirst.next();
            if (!version.seen(lag).isAfter(moment)) {
                return version;
            }
        }
        return versions.getFirst();
    }

    /** Which version a reader with that lag sees now. */
    public synchronized long visibleVersion(ReloadLag lag) {
        refresh();
        return versionAt(clock.instant(), lag).number();
    }

    /** When a reader with that lag sees or saw the newest version for the first time. */
    public synchronized Instant newestSeen(ReloadLag lag) {
        refresh();
        return versions.getLast().seen(lag);
    }

    /**
     * Changes the configuration, as a job of the daemon that owns it does.
     *
     * @param change is given a copy of the newest version, which it changes in place
     * @return the number of the version that came of it
     */
    public long change(Consumer<ObjectNode> change) {
        return changeAll((tree, _) -> change.accept(tree));
    }

    /**
     * Writes to the configuration as a job does.
     *
     * @return the number of the version that came of it
     */
    public long edit(Consumer<ConfigEdit> change) {
        return changeAll((tree, runtime) -> change.accept(new ConfigEdit(tree, runtime, clock.instant())));
    }

    /**
     * Changes the configuration and what the nodes would tell.
     *
     * @param change is given copies of the newest of both, which it changes in place
     * @return the number of the version that came of it
     */
    synchronized long changeAll(BiConsumer<ObjectNode, ObjectNode> change) {
        refresh();
        ClusterImage newest = image(versions.getLast());
        ObjectNode tree = (ObjectNode) newest.tree().deepCopy();
        ObjectNode runtime = (ObjectNode) newest.runtime().tree().deepCopy();
        change.accept(tree, runtime);
        if (file == null) {
            return add(clock.instant(), new State.Served(new ClusterImage(tree, runtime)));
        }
        if (Files.exists(file.resolveSibling(MARK_OF_GANETI))) {
            throw new ClusterException("cluster file " + file + ": belongs to Ganeti (expected: a copy to change)");
        }
        try {
            Path runtimeFile = runtimeOf(file);
            if (Files.exists(runtimeFile) && !runtime.equals(newest.runtime().tree())) {
                write(runtimeFile, runtime);
            }
            write(file, tree);
        } catch (IOException e) {
            throw new ClusterException("cluster file " + file + ": cannot be written: " + e.getMessage(), e);
        }
        refresh();
        return lastNumber;
    }

    private void refresh() {
        if (file == null) {
            return;
        }
        List<Object> found = List.of(stamp(file), stamp(runtimeOf(file)));
        if (!found.equals(stamps)) {
            stamps = found;
            Instant since = versions.isEmpty() ? Instant.EPOCH : changedAt(found);
            add(since, load(file));
        }
    }

    private long add(Instant since, State state) {
        versions.add(new Version(++lastNumber, since, state));
        if (versions.size() > MAX_VERSIONS) {
            versions.removeFirst();
        }
        return lastNumber;
    }

    private static State load(Path file) {
        try {
            Path runtime = runtimeOf(file);
            return new State.Served(
                    new ClusterImage(readConfiguration(file), Files.exists(runtime) ? readTree(runtime) : null));
        } catch (ClusterException e) {
            return new State.Broken(Objects.requireNonNull(e.getMessage()));
        }
    }

    private static ConfigurationFormat.Read readConfiguration(Path file) {
        return ConfigurationFormat.read(file.toString(), readTree(file));
    }

    private static JsonNode readTree(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return LuxiJson.MAPPER.readTree(in);
        } catch (NoSuchFileException e) {
            throw new ClusterException("cluster file " + file + ": no such file", e);
        } catch (IOException e) {
            throw new ClusterException("cluster file " + file + ": cannot be read: " + e.getMessage(), e);
        } catch (JacksonException e) {
            throw new ClusterException("cluster file " + file + ": " + LuxiJson.describe(e), e);
        }
    }

    private static JsonNode readSample(String resource) {
        try (InputStream in = Objects.requireNonNull(ClusterSource.class.getResourceAsStream(resource), resource)) {
            return LuxiJson.MAPPER.readTree(in);
        } catch (IOException e) {
            throw new ClusterException("sample " + resource + ": cannot be read", e);
        }
    }

    private static Path runtimeOf(Path file) {
        return file.resolveSibling(file.getFileName() + RUNTIME_SUFFIX);
    }

    /** What changes when the file does: its inode, change time and size; empty where it is not there. */
    private static Map<String, Object> stamp(Path file) {
        try {
            return Files.readAttributes(file, "unix:ino,ctime,size");
        } catch (IOException e) {
            return Map.of();
        }
    }

    private Instant changedAt(List<Object> stamps) {
        return stamps.stream()
                .map(stamp -> ((Map<?, ?>) stamp).get("ctime"))
                .filter(FileTime.class::isInstance)
                .map(time -> ((FileTime) time).toInstant())
                .max(Instant::compareTo)
                .orElse(clock.instant());
    }

    /** Readers see the old file or the new one, never a part. */
    private static void write(Path file, JsonNode tree) throws IOException {
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        Files.write(fresh, LuxiJson.MAPPER.writeValueAsBytes(tree));
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
    }
}

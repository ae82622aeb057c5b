package org.paralux.qa.arbiter;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.paralux.qa.simulate.model.ClusterImage;
import org.paralux.qa.simulate.model.ClusterSource;
import org.paralux.qa.simulate.model.ReloadLag;
import org.paralux.qa.simulate.query.QueryEngine;

/**
 * Says what a cluster's own files tell where two daemons differ: {@code config.data} and the folder of the job queue.
 *
 * <p>It speaks only of fields that are pure configuration or of finished jobs, whose meaning is implemented by the
 * embedded daemons and was judged against a real one; of the rest it says nothing. Thread-safe.
 */
public final class Arbiter {
    /** The resources that something is said of. */
    public static final List<String> RESOURCES =
            List.of("cluster", "filter", "group", "instance", "job", "network", "node");

    private static final String QUEUE = "queue";

    private final ClusterSource source;
    private final JobFolder jobs;
    private @Nullable ClusterFiles last;
    private long lastVersion;

    private Arbiter(ClusterSource source, JobFolder jobs) {
        this.source = source;
        this.jobs = jobs;
    }

    /**
     * An arbiter by these files.
     *
     * @param configuration a {@code config.data}, which may change meanwhile
     * @param queue the folder of the jobs; null for {@code queue} beside the configuration, where that is
     * @throws org.paralux.qa.simulate.model.ClusterException when the configuration cannot be read
     */
    public static Arbiter of(Path configuration, @Nullable Path queue) {
        Path beside = configuration.resolveSibling(QUEUE);
        Path folder = queue != null ? queue : Files.isDirectory(beside) ? beside : null;
        return new Arbiter(ClusterSource.ofFile(configuration, InstantSource.system()), new JobFolder(folder));
    }

    /**
     * The files as they are now. The same object is given until the configuration changes.
     *
     * @throws org.paralux.qa.simulate.model.ClusterException when the configuration cannot be read
     */
    public synchronized ClusterFiles files() {
        long version = source.visibleVersion(ReloadLag.NONE);
        ClusterFiles known = last;
        if (known != null && version == lastVersion) {
            return known;
        }
        ClusterImage image = source.visible(Duration.ZERO);
        ClusterFiles read = new ClusterFiles(image, jobs);
        last = read;
        lastVersion = version;
        return read;
    }

    /** Why nothing is ever said of a field; empty where something is. */
    public static Optional<String> whyNot(String resource, String field) {
        return resource.equals("cluster") ? ClusterSettings.whyNot(field) : ClusterFiles.whyNot(resource, field);
    }

    /** The names of the known fields of a resource. */
    public static List<String> fields(String resource) {
        return QueryEngine.fieldNames(resource);
    }
}

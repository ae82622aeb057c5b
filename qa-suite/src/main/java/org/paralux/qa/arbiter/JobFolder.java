package org.paralux.qa.arbiter;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.paralux.luxi.LuxiJson;
import org.paralux.qa.simulate.jobs.Job;
import org.paralux.qa.simulate.jobs.JobFile;
import tools.jackson.core.JacksonException;

/** The folder in which Ganeti keeps its jobs, each in a file, old ones in an archive beside. Read when it is asked. */
final class JobFolder {
    private static final int JOBS_OF_AN_ARCHIVE_FOLDER = 10_000;

    private final @Nullable Path folder;

    /** @param folder null where there is none */
    JobFolder(@Nullable Path folder) {
        this.folder = folder;
    }

    /**
     * A job that is over.
     *
     * @param file its name in the folder
     */
    record Found(Job job, String file) {}

    /** Empty where there is no such file, or the job is not over, or cannot be understood. */
    Optional<Found> finished(long id) {
        if (folder == null) {
            return Optional.empty();
        }
        String archived = "archive/" + id / JOBS_OF_AN_ARCHIVE_FOLDER + "/job-" + id;
        return read("job-" + id, false).or(() -> read(archived, true));
    }

    private Optional<Found> read(String name, boolean archived) {
        Path file = folder == null ? null : folder.resolve(name);
        if (file == null || !Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try {
            return JobFile.finished(LuxiJson.MAPPER.readTree(Files.readString(file)), archived)
                    .map(job -> new Found(job, name));
        } catch (IOException | JacksonException e) {
            return Optional.empty();
        }
    }
}

package org.paralux.qa.finding;

import java.io.IOException;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Writes a case of each finding of a run as soon as it is there, and anew once it is shrunk, so that a run that is killed
 * leaves what it found. Cases of earlier runs stay as they are. Thread-safe.
 */
public final class CaseKeeper {
    private final Corpus corpus;
    private final long seed;
    private final LocalDate day;
    private final Set<String> own = new HashSet<>();
    private @Nullable IOException trouble;

    /**
     * Keeps the findings of one run.
     *
     * @param seed of the run
     * @param day on which it is made
     */
    public CaseKeeper(Corpus corpus, long seed, LocalDate day) {
        this.corpus = corpus;
        this.seed = seed;
        this.day = day;
    }

    /** Writes the finding's case. After one that could not be written no other is tried. */
    public synchronized void keep(Finding finding) {
        Optional<CaseFile> file = CaseFile.of(finding, seed, day.toString());
        if (trouble == null && file.isPresent()) {
            try {
                write(file.get());
            } catch (IOException e) {
                trouble = e;
            }
        }
    }

    private void write(CaseFile file) throws IOException {
        if (own.contains(file.id()) || !corpus.has(file)) {
            corpus.write(file);
            own.add(file.id());
        }
    }

    /**
     * Tells at the end whether all is kept.
     *
     * @throws IOException why a case was not written
     */
    public synchronized void requireAllKept() throws IOException {
        if (trouble != null) {
            throw trouble;
        }
    }
}

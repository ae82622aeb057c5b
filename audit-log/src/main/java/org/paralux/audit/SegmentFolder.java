package org.paralux.audit;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The folder {@code audit} of a state directory, as a reader sees it: one segment for each first record, the compressed
 * form where both are there, because the plain one is then about to go.
 */
final class SegmentFolder {
    /** Behind the name of a segment that is being compressed. */
    static final String UNFINISHED_SUFFIX = ".tmp";

    private final Path path;

    private SegmentFolder(Path path) {
        this.path = path;
    }

    /** The folder of this state directory, whether it is there or not. */
    static Path in(Path stateDir) {
        return stateDir.resolve("audit");
    }

    /**
     * The folder to be read.
     *
     * @throws NotDirectoryException when there is none
     */
    static SegmentFolder ofExisting(Path stateDir) throws IOException {
        Path path = in(stateDir);
        if (!Files.isDirectory(path)) {
            throw new NotDirectoryException(path + " (expected: the folder of an audit log; give its state directory)");
        }
        return new SegmentFolder(path);
    }

    static SegmentFolder of(Path path) {
        return new SegmentFolder(path);
    }

    /** The segments there are now, oldest first. */
    List<Segment> list() throws IOException {
        List<Segment> all = files();
        List<Segment> segments = new ArrayList<>(all.size());
        for (Segment segment : all) {
            if (!segments.isEmpty() && segments.getLast().firstSeq() == segment.firstSeq()) {
                segments.removeLast();
            }
            segments.add(segment);
        }
        return segments;
    }

    /** The files that are segments, a plain one right before its compressed form. */
    List<Segment> files() throws IOException {
        List<Segment> files = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(path, "audit-*")) {
            for (Path entry : entries) {
                Segment.at(entry).ifPresent(files::add);
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        Collections.sort(files);
        return files;
    }

    /** What was left of compressions that did not come to their end. */
    List<Path> unfinished() throws IOException {
        List<Path> unfinished = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(path, "audit-*" + UNFINISHED_SUFFIX)) {
            entries.forEach(unfinished::add);
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        return unfinished;
    }

    /** The oldest segment whose records come after the first of {@code segment}; the oldest of all after none. */
    Optional<Segment> after(@Nullable Segment segment) throws IOException {
        long last = segment == null ? -1 : segment.firstSeq();
        return list().stream().filter(one -> one.firstSeq() > last).findFirst();
    }

    Path path() {
        return path;
    }
}

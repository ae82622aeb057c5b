package org.paralux.audit;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One file of the log. Its name tells the number of its first record, so that the files sort by name as their records
 * do: {@code audit-0000000000000000017.jsonl}, and with {@code .zst} behind it once it is compressed.
 */
record Segment(Path folder, long firstSeq, boolean compressed) implements Comparable<Segment> {
    static final String COMPRESSED_SUFFIX = ".zst";

    private static final Pattern NAME = Pattern.compile("audit-([0-9]{19})\\.jsonl(\\.zst)?");

    static Segment plain(Path folder, long firstSeq) {
        return new Segment(folder, firstSeq, false);
    }

    /** The segment in this file, or empty where the name is none of a segment. */
    static Optional<Segment> at(Path file) {
        Matcher name = NAME.matcher(String.valueOf(file.getFileName()));
        Path folder = file.getParent();
        if (folder == null || !name.matches() || name.group(1).compareTo("9223372036854775807") > 0) {
            return Optional.empty();
        }
        return Optional.of(new Segment(folder, Long.parseLong(name.group(1)), name.group(2) != null));
    }

    String name() {
        return String.format(Locale.ROOT, "audit-%019d.jsonl%s", firstSeq, compressed ? COMPRESSED_SUFFIX : "");
    }

    Path path() {
        return folder.resolve(name());
    }

    Segment inOtherForm() {
        return new Segment(folder, firstSeq, !compressed);
    }

    @Override
    public int compareTo(Segment other) {
        int bySeq = Long.compare(firstSeq, other.firstSeq);
        return bySeq != 0 ? bySeq : Boolean.compare(compressed, other.compressed);
    }
}

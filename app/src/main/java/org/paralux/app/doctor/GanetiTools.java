package org.paralux.app.doctor;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Ganeti's tools as they are installed on a host.
 *
 * @param place their folder
 * @param release such as {@code 2.10.7}
 * @param build of the source; null where they do not say
 * @param split whether they were built to ask the query socket; null where they do not say
 */
public record GanetiTools(
        Path place,
        String release,
        @Nullable String build,
        @Nullable Boolean split) {
    private static final Pattern RELEASE = Pattern.compile("(?m)^RELEASE_VERSION = [\"']([^\"']+)");
    private static final Pattern BUILD = Pattern.compile("(?m)^VCS_VERSION = [\"']([^\"']+)");
    private static final Pattern SPLIT = Pattern.compile("(?m)^ENABLE_SPLIT_QUERY = (True|False)");
    private static final Pattern NUMBERS = Pattern.compile("(\\d+)\\.(\\d+)");

    /** The newest first that clients would use. */
    private static final List<String> PLACES = List.of(
            "usr/share/ganeti/default/ganeti",
            "etc/ganeti/share/ganeti",
            "usr/lib/python2.7/dist-packages/ganeti",
            "usr/lib/python2.7/site-packages/ganeti",
            "usr/lib/python2.6/dist-packages/ganeti",
            "usr/lib/python2.6/site-packages/ganeti",
            "usr/lib/python3/dist-packages/ganeti",
            "usr/local/lib/python2.7/dist-packages/ganeti");

    private static final String ALL_SHARED = "usr/share/ganeti";
    private static final List<String> FILES = List.of("_autoconf.py", "_constants.py", "_vcsversion.py");

    /** The first installation that says its release; empty where there is none. */
    public static Optional<GanetiTools> below(Path root) throws IOException {
        for (Path place : places(root)) {
            StringBuilder text = new StringBuilder();
            for (String file : FILES) {
                if (Files.isReadable(place.resolve(file))) {
                    text.append(Files.readString(place.resolve(file), StandardCharsets.ISO_8859_1))
                            .append('\n');
                }
            }
            String release = first(RELEASE, text);
            if (release != null) {
                String split = first(SPLIT, text);
                return Optional.of(new GanetiTools(
                        place, release, first(BUILD, text), split == null ? null : split.equals("True")));
            }
        }
        return Optional.empty();
    }

    /** Whether a release came before another; one that is no number did not. */
    public static boolean isBefore(String release, int major, int minor) {
        Matcher numbers = NUMBERS.matcher(release);
        return numbers.lookingAt()
                && (Integer.parseInt(numbers.group(1)) < major
                        || (Integer.parseInt(numbers.group(1)) == major && Integer.parseInt(numbers.group(2)) < minor));
    }

    private static @Nullable String first(Pattern pattern, CharSequence text) {
        Matcher matcher = pattern.matcher(text);
        return matcher.find() ? matcher.group(1) : null;
    }

    private static Set<Path> places(Path root) throws IOException {
        Set<Path> places = new LinkedHashSet<>();
        PLACES.forEach(place -> places.add(root.resolve(place)));
        Path shared = root.resolve(ALL_SHARED);
        if (Files.isDirectory(shared)) {
            try (DirectoryStream<Path> all = Files.newDirectoryStream(shared, "[0-9]*")) {
                all.forEach(release -> places.add(release.resolve("ganeti")));
            }
        }
        return places;
    }
}

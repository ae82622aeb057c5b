package org.paralux.app.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What Jazzer runs, which finds the two methods by their names; see {@code bench/fuzz.sh}. */
public final class Fuzz {
    private static @Nullable FuzzTarget target;
    private static @Nullable Path folder;

    private Fuzz() {}

    /** {@code args}: the target's name. */
    public static void fuzzerInitialize(String[] args) throws IOException {
        target = FuzzTarget.valueOf(args[0].toUpperCase(Locale.ROOT));
        folder = Files.createTempDirectory("paralux-fuzz");
    }

    public static void fuzzerTestOneInput(byte[] bytes) throws IOException {
        if (target == null || folder == null) {
            throw new IllegalStateException("not initialized");
        }
        target.feed(bytes, folder);
    }
}

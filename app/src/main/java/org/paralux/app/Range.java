package org.paralux.app;

import java.time.Instant;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The {@code --since} and {@code --until} of a command. */
final class Range {
    @Option(names = "--since", paramLabel = "TIME", description = "From this time on; '2h' is two hours ago.")
    private @Nullable String since;

    @Option(names = "--until", paramLabel = "TIME", description = "Up to this time.")
    private @Nullable String until;

    @Nullable Instant since(Instant now) {
        return Times.parse("--since", since, now, ZoneId.systemDefault());
    }

    @Nullable Instant until(Instant now) {
        return Times.parse("--until", until, now, ZoneId.systemDefault());
    }
}

package org.paralux.report.host;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A login as systemd-logind keeps it in {@code /run/systemd/sessions} while it lasts: lines of {@code NAME=value}.
 *
 * @param remoteHost from where it came; null on the machine itself
 * @param beganMicros since 1970
 */
record LoginSession(@Nullable String remoteHost, long beganMicros) {
    private static final Pattern SCOPE = Pattern.compile("session-([A-Za-z0-9]+)\\.scope");

    /** The session whose processes run in {@code unit}; empty for other units, and for sessions that have ended. */
    static Optional<LoginSession> of(Path root, @Nullable String unit) {
        Matcher scope = SCOPE.matcher(unit == null ? "" : unit);
        if (!scope.matches()) {
            return Optional.empty();
        }
        try {
            return in(Files.readString(
                    root.resolve("run/systemd/sessions").resolve(scope.group(1)), StandardCharsets.ISO_8859_1));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static Optional<LoginSession> in(String text) {
        Map<String, String> values = new HashMap<>();
        text.lines()
                .map(line -> line.split("=", 2))
                .filter(pair -> pair.length == 2)
                .forEach(pair -> values.put(pair[0], pair[1]));
        String began = values.getOrDefault("REALTIME", "");
        return began.matches("[0-9]{1,18}")
                ? Optional.of(new LoginSession(values.get("REMOTE_HOST"), Long.parseLong(began)))
                : Optional.empty();
    }

    /** Numbers of sessions begin anew with the host: an older program ran in another one. */
    boolean hadBegunBy(Instant time) {
        return beganMicros <= time.toEpochMilli() * 1000 + 999;
    }
}

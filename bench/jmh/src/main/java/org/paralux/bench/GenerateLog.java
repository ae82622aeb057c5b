package org.paralux.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import org.paralux.audit.AuditLog;
import org.paralux.audit.AuditSettings;
import org.paralux.audit.SyncPolicy;

/**
 * Writes an audit log of any size with the product's own writer: {@code GenerateLog DIR [RECORDS [DAYS [SEED]]]}.
 */
public final class GenerateLog {
    private static final int FLUSH_EVERY = 50_000;
    private static final Duration FLUSH_LIMIT = Duration.ofMinutes(1);

    private GenerateLog() {}

    public static void main(String[] arguments) throws IOException {
        if (arguments.length == 0) {
            throw new IllegalArgumentException("arguments: none (expected: DIR [RECORDS [DAYS [SEED]]])");
        }
        Path stateDir = Path.of(arguments[0]);
        long records = argument(arguments, 1, 10_000_000);
        Duration span = Duration.ofDays(argument(arguments, 2, 35));
        long seed = argument(arguments, 3, 20261123);
        Files.createDirectories(stateDir);
        write(stateDir, records, span, seed, System.out);
    }

    private static long argument(String[] arguments, int index, long absent) {
        return arguments.length > index ? Long.parseLong(arguments[index]) : absent;
    }

    private static void write(Path stateDir, long records, Duration span, long seed, PrintStream out)
            throws IOException {
        AuditSettings settings = AuditSettings.defaults()
                .withQueueBytes(1L << 28)
                .withSync(new SyncPolicy.Never())
                .withFloor(new AuditSettings.Floor(0, 0))
                .withRetention(new AuditSettings.Retention(Long.MAX_VALUE, Duration.ofDays(36_500)));
        try (AuditLog log = AuditLog.open(stateDir, settings, InstantSource.system(), System::nanoTime, head -> {})) {
            long[] appended = {0};
            new GeneratedTraffic(records, span, seed, (time, event) -> {
                        log.append(time, event);
                        if (++appended[0] % FLUSH_EVERY == 0) {
                            log.flush(FLUSH_LIMIT);
                        }
                    })
                    .write();
            log.flush(FLUSH_LIMIT);
            out.println(appended[0] + " records in " + stateDir);
        }
    }
}

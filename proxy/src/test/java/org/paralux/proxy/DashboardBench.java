package org.paralux.proxy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import org.paralux.audit.Outcome;

/**
 * How long the dashboard takes with a million outcomes behind it, 5 000 causes and 1 000 clients. Prints figures; run by
 * hand.
 */
final class DashboardBench {
    private static final int OUTCOMES = 1_000_000;
    private static final int LOOKS = 200;

    private DashboardBench() {}

    public static void main(String[] args) throws Exception {
        Path folder = Files.createTempDirectory("dashboard-bench");
        try (DashboardFixture dashboard = new DashboardFixture(folder, null)) {
            for (int i = 0; i < 1_000; i++) {
                dashboard.client("c" + i, "0 program" + i + " - -", "program" + i);
            }
            Instant now = Instant.now();
            long start = System.nanoTime();
            for (int i = 0; i < OUTCOMES; i++) {
                boolean divergent = i % 10 == 0;
                String exchange = dashboard.query(
                        now, "c" + i % 1_000, "Query/r" + i % 40, divergent ? Outcome.DIVERGENT : Outcome.MATCH, null);
                if (divergent) {
                    String field = "field" + i / 10 % 5_000;
                    dashboard.divergence(now, exchange, "Query/r0", "result." + field, field, "unexplained");
                }
            }
            System.out.printf("events           %.2f µs each%n", (System.nanoTime() - start) / 1e3 / (2.1 * OUTCOMES));
            String cookie = dashboard.cookie();
            look(dashboard, "/api/state", cookie);
            look(dashboard, "/api/causes?contains=field43", cookie);
            System.gc();
            System.out.printf(
                    "heap             %d MiB%n",
                    (Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory()) >> 20);
        }
    }

    private static void look(DashboardFixture dashboard, String path, String cookie) throws InterruptedException {
        long[] nanos = new long[LOOKS];
        int length = 0;
        for (int i = 0; i < LOOKS; i++) {
            Thread.sleep(i < 20 ? 260 : 20);
            long start = System.nanoTime();
            length = dashboard.get(path, "Cookie", cookie).body().length();
            nanos[i] = System.nanoTime() - start;
        }
        double first = nanos[0] / 1e6;
        Arrays.sort(nanos);
        System.out.printf(
                "%s: first %.1f ms, p50 %.1f ms, p99 %.1f ms, max %.1f ms, %d KiB%n",
                path,
                first,
                nanos[LOOKS / 2] / 1e6,
                nanos[LOOKS * 99 / 100] / 1e6,
                nanos[LOOKS - 1] / 1e6,
                length >> 10);
    }
}

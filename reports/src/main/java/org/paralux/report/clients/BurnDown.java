package org.paralux.report.clients;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * How misdirected queries, and the clients that send them, become fewer over time, or do not.
 *
 * @param stretch how long each point stands for
 */
public record BurnDown(Duration stretch, List<Point> points) {
    public BurnDown {
        points = List.copyOf(points);
    }

    /** What came from {@code start} on: misdirected queries that need not, and from how many clients. */
    public record Point(Instant start, long queries, int clients) {}
}

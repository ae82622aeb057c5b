package org.paralux.report.clients;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.paralux.report.tally.Timeline;

/** Adds up what several clients sent over time. Not thread-safe. */
final class BurnDownTally {
    private final List<Timeline<long[]>> clients = new ArrayList<>();

    void add(Timeline<long[]> misdirected) {
        clients.add(misdirected);
    }

    BurnDown burnDown() {
        Timeline<long[]> sum = Timeline.ofCounts(2);
        // The range of all together decides how long a stretch is, and only then may a client count once in each.
        clients.forEach(client -> client.stretches().forEach(stretch -> sum.at(stretch.start())));
        clients.forEach(sum::widenTo);
        for (Timeline<long[]> client : clients) {
            client.widenTo(sum);
            client.stretches().forEach(stretch -> add(sum, stretch.start(), stretch.value()[0]));
        }
        return new BurnDown(
                sum.width(),
                sum.stretches().stream()
                        .map(stretch ->
                                new BurnDown.Point(stretch.start(), stretch.value()[0], (int) stretch.value()[1]))
                        .toList());
    }

    private static void add(Timeline<long[]> sum, Instant start, long queries) {
        if (queries > 0) {
            long[] counts = sum.at(start);
            counts[0] += queries;
            counts[1]++;
        }
    }
}

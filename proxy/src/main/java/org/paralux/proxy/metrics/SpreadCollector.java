package org.paralux.proxy.metrics;

import io.prometheus.metrics.model.registry.Collector;
import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.util.Map;
import java.util.function.Supplier;
import org.paralux.proxy.measure.Spread;

/** Spreads as one histogram in seconds, told apart by one label. */
record SpreadCollector(String name, String help, String label, Supplier<Map<String, Spread.View>> spreads)
        implements Collector {
    private static final double MICROS = 1e6;

    @Override
    public MetricSnapshot collect() {
        HistogramSnapshot.Builder histogram =
                HistogramSnapshot.builder().name(name).help(help);
        spreads.get()
                .forEach((value, spread) -> histogram.dataPoint(HistogramDataPointSnapshot.builder()
                        .labels(Labels.of(label, value))
                        .classicHistogramBuckets(buckets(spread))
                        .sum(spread.sumMicros() / MICROS)
                        .build()));
        return histogram.build();
    }

    private static ClassicHistogramBuckets buckets(Spread.View spread) {
        ClassicHistogramBuckets.Builder buckets = ClassicHistogramBuckets.builder();
        for (Spread.Bucket bucket : spread.buckets()) {
            Long bound = bucket.upToMicros();
            buckets.bucket(bound == null ? Double.POSITIVE_INFINITY : bound / MICROS, bucket.count());
        }
        return buckets.build();
    }
}

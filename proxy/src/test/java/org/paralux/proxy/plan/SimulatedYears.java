package org.paralux.proxy.plan;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * Many simulated years, and what they come to. By hand: {@code SimulatedYears SEEDS FIRST_SEED}; its figures are in
 * docs/statistics.md.
 *
 * @param wrongPromotions plans in which a class was moved on while it failed more often than is acceptable
 * @param wrongRollbacks classes taken back without a flaw
 * @param detections hours and trials from the onset of a regression to its roll-back
 */
record SimulatedYears(
        int plans,
        int wrongPromotions,
        int wrongRollbacks,
        int classYears,
        int soundClasses,
        int soundInSplit,
        Map<String, List<double[]>> detections) {

    static SimulatedYears of(int seeds, long first) throws IOException {
        List<SimulatedYear.Result> results = LongStream.range(first, first + seeds)
                .parallel()
                .mapToObj(SimulatedYears::year)
                .toList();
        Map<String, List<double[]>> detections = new TreeMap<>();
        for (SimulatedYear.Result each : results) {
            each.detections.forEach((kind, found) ->
                    detections.computeIfAbsent(kind, _ -> new ArrayList<>()).addAll(found));
        }
        return new SimulatedYears(
                seeds,
                (int) results.stream().filter(each -> each.wrongPromotions > 0).count(),
                results.stream().mapToInt(each -> each.wrongRollbacks).sum(),
                3 * seeds,
                results.stream().mapToInt(each -> each.soundClasses).sum(),
                results.stream().mapToInt(each -> each.soundInSplit).sum(),
                detections);
    }

    private static SimulatedYear.Result year(long seed) {
        try {
            Path folder = Files.createTempDirectory(base(), "year-");
            try (SimulatedYear year = new SimulatedYear(seed, folder)) {
                return year.run();
            } finally {
                try (Stream<Path> files = Files.list(folder)) {
                    for (Path file : files.toList()) {
                        Files.delete(file);
                    }
                }
                Files.delete(folder);
            }
        } catch (IOException | PlanException e) {
            throw new IllegalStateException("seed " + seed, e);
        }
    }

    /** In memory where that can be: every change is forced to the disk. */
    private static Path base() {
        Path memory = Path.of("/dev/shm");
        return Files.isWritable(memory) ? memory : Path.of(System.getProperty("java.io.tmpdir"));
    }

    /** The median of hours (0) or trials (1) to a detection; what was never found counts as longest. */
    double median(String kind, int of) {
        double[] sorted = detections.getOrDefault(kind, List.of()).stream()
                .mapToDouble(each -> Double.isNaN(each[0]) ? Double.POSITIVE_INFINITY : each[of])
                .sorted()
                .toArray();
        return sorted.length == 0 ? Double.NaN : sorted[sorted.length / 2];
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(String.format(
                Locale.ROOT,
                "%d plans: wrong promotions in %d (%.2f %%); wrong roll-backs %d in %d class years (%.3f a year);"
                        + " sound classes in split at the end %d of %d%n",
                plans,
                wrongPromotions,
                100.0 * wrongPromotions / plans,
                wrongRollbacks,
                classYears,
                (double) wrongRollbacks / classYears,
                soundInSplit,
                soundClasses));
        detections.forEach((kind, found) -> text.append(String.format(
                Locale.ROOT,
                "%-16s %4d regressions, found %4d, median %8.1f h, %7.0f trials%n",
                kind,
                found.size(),
                found.stream().filter(each -> !Double.isNaN(each[0])).count(),
                median(kind, 0),
                median(kind, 1))));
        return text.toString();
    }

    private SimulatedYears and(SimulatedYears more) {
        Map<String, List<double[]>> both = new TreeMap<>(detections);
        more.detections.forEach((kind, found) -> both.merge(
                kind, found, (a, b) -> Stream.concat(a.stream(), b.stream()).toList()));
        return new SimulatedYears(
                plans + more.plans,
                wrongPromotions + more.wrongPromotions,
                wrongRollbacks + more.wrongRollbacks,
                classYears + more.classYears,
                soundClasses + more.soundClasses,
                soundInSplit + more.soundInSplit,
                both);
    }

    /** Prints what they come to so far after every fifty. */
    public static void main(String[] args) throws IOException {
        int seeds = Integer.parseInt(args[0]);
        long first = Long.parseLong(args[1]);
        int batch = Math.min(seeds, 50);
        SimulatedYears all = of(batch, first);
        System.out.print(all);
        for (int done = batch; done < seeds; done += batch) {
            all = all.and(of(Math.min(batch, seeds - done), first + done));
            System.out.println();
            System.out.print(all);
        }
    }
}

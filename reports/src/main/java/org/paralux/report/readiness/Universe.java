package org.paralux.report.readiness;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.paralux.audit.AuditEvent.Exchange;
import org.paralux.audit.AuditEvent.QueryOutcome;
import org.paralux.report.asked.AskedQuery;
import org.paralux.report.asked.GntLine;
import org.paralux.report.asked.QueryShape;
import org.paralux.report.readiness.Coverage.Combination;
import org.paralux.report.readiness.Coverage.FieldCell;
import org.paralux.report.readiness.Coverage.Probe;
import org.paralux.report.readiness.Coverage.ResourceRow;
import org.paralux.report.tally.Recent;

/** All that was asked and what of it was compared, by fingerprint, beside the probes of a catalogue. Not thread-safe. */
final class Universe {
    private static final int FINGERPRINTS = 20_000;
    private static final int FAILED_EXCHANGES = 1 << 14;
    private static final int NEVER_SHOWN = 500;
    private static final int PROBES_SHOWN = 60;

    private final Map<String, FingerprintTally> tallies = new HashMap<>();
    private final Recent<Boolean> failed = new Recent<>(FAILED_EXCHANGES, forgotten -> {});
    private final List<Probe> probes;
    private final List<AskedQuery> probeQueries;

    /** A query of the catalogue, to be asked of both daemons. */
    record CatalogueEntry(Probe probe, AskedQuery query) {}

    Universe(List<CatalogueEntry> catalogue) {
        this.probes = catalogue.stream().map(CatalogueEntry::probe).toList();
        this.probeQueries = catalogue.stream().map(CatalogueEntry::query).toList();
    }

    void seen(Exchange exchange, String client) {
        String fingerprint = exchange.fingerprint();
        String queryClass = exchange.queryClass();
        if (fingerprint == null || queryClass == null) {
            return;
        }
        boolean error = Boolean.FALSE.equals(exchange.success());
        if (error) {
            failed.put(exchange.id(), true);
        }
        FingerprintTally tally = tallies.get(fingerprint);
        if (tally == null) {
            if (tallies.size() >= FINGERPRINTS) {
                return;
            }
            tally = new FingerprintTally(queryClass, AskedQuery.of(exchange));
            tallies.put(fingerprint, tally);
        }
        tally.seen(client, error);
    }

    void compared(QueryOutcome outcome, String client) {
        FingerprintTally tally = tallies.get(outcome.fingerprint());
        if (tally != null && outcome.outcome().isTrial()) {
            tally.compared(client, failed.get(outcome.exchange()) != null);
        }
    }

    void forgetComparisons() {
        tallies.values().forEach(FingerprintTally::forgetComparisons);
    }

    Set<String> classes() {
        Set<String> classes = new TreeSet<>();
        tallies.values().forEach(tally -> classes.add(tally.queryClass()));
        return classes;
    }

    Judgement.Pairs pairsOf(String queryClass) {
        long seen = 0;
        long compared = 0;
        for (FingerprintTally tally : tallies.values()) {
            if (tally.queryClass().equals(queryClass)) {
                seen += tally.comparedByClient().size();
                compared += tally.comparedByClient().values().stream()
                        .filter(flag -> flag[0])
                        .count();
            }
        }
        List<Probe> own = probes.stream()
                .filter(probe -> probe.queryClass().equals(queryClass))
                .toList();
        long comparedProbes = own.stream().filter(this::isCompared).count();
        return new Judgement.Pairs(seen, compared, own.size(), comparedProbes);
    }

    private boolean isCompared(Probe probe) {
        FingerprintTally tally = tallies.get(probe.fingerprint());
        return tally != null && tally.compared() > 0;
    }

    /** Clients of which nothing was compared, in order. */
    List<String> neverCompared() {
        Map<String, Boolean> compared = new TreeMap<>();
        tallies.values()
                .forEach(tally -> tally.comparedByClient()
                        .forEach((client, flag) -> compared.merge(client, flag[0], Boolean::logicalOr)));
        return compared.entrySet().stream()
                .filter(entry -> !entry.getValue())
                .map(Map.Entry::getKey)
                .toList();
    }

    Coverage coverage() {
        Map<Key, long[]> combinations = new HashMap<>();
        tallies.values().forEach(tally -> add(combinations, tally));
        long seen = combinations.size();
        long compared =
                combinations.values().stream().filter(counts -> counts[1] > 0).count();
        probeQueries.forEach(
                query -> keys(query, QueryShape.of(query)).forEach(key -> combinations.putIfAbsent(key, new long[2])));
        List<Combination> never = combinations.entrySet().stream()
                .filter(entry -> entry.getValue()[0] > 0 && entry.getValue()[1] == 0)
                .map(entry -> entry.getKey().with(entry.getValue()))
                .sorted(Comparator.comparingLong(Combination::seen).reversed().thenComparing(Combination::toString))
                .limit(NEVER_SHOWN)
                .toList();
        return new Coverage(
                seen, compared, combinations.size() - seen, resources(combinations), never, closing(combinations));
    }

    private record Key(
            String method,
            @Nullable String resource,
            @Nullable String field,
            @Nullable String operator,
            String shape) {
        Combination with(long[] counts) {
            return new Combination(method, resource, field, operator, shape, counts[0], counts[1]);
        }
    }

    private static void add(Map<Key, long[]> combinations, FingerprintTally tally) {
        long errors = tally.errorsSeen();
        if (tally.seen() > errors || errors == 0) {
            keys(tally.query(), QueryShape.of(tally.query()))
                    .forEach(key ->
                            count(combinations, key, tally.seen() - errors, tally.compared() - tally.errorsCompared()));
        }
        if (errors > 0) {
            keys(tally.query(), QueryShape.ERROR)
                    .forEach(key -> count(combinations, key, errors, tally.errorsCompared()));
        }
    }

    private static void count(Map<Key, long[]> combinations, Key key, long seen, long compared) {
        long[] counts = combinations.computeIfAbsent(key, each -> new long[2]);
        counts[0] += seen;
        counts[1] += compared;
    }

    private static Set<Key> keys(AskedQuery query, String shape) {
        Set<Key> keys = new LinkedHashSet<>();
        List<@Nullable String> fields =
                new ArrayList<>(new LinkedHashSet<>(query.fields() == null ? List.of() : query.fields()));
        if (fields.isEmpty()) {
            fields.add(null);
        }
        List<@Nullable String> operators = new ArrayList<>(QueryShape.operators(query));
        if (operators.isEmpty()) {
            operators.add(null);
        }
        for (String field : fields) {
            for (String operator : operators) {
                keys.add(new Key(query.method(), query.resource(), field, operator, shape));
            }
        }
        return keys;
    }

    private static List<ResourceRow> resources(Map<Key, long[]> combinations) {
        Map<List<String>, Map<String, long[]>> rows = new TreeMap<>(Comparator.comparing(Object::toString));
        combinations.forEach((key, counts) -> {
            if (key.field() != null) {
                long[] sums = rows.computeIfAbsent(
                                List.of(key.method(), key.resource() == null ? "" : key.resource()),
                                each -> new TreeMap<>())
                        .computeIfAbsent(key.field(), each -> new long[2]);
                sums[0] += counts[0];
                sums[1] += counts[1];
            }
        });
        return rows.entrySet().stream()
                .map(row -> new ResourceRow(
                        row.getKey().getFirst(),
                        row.getKey().getLast().isEmpty() ? null : row.getKey().getLast(),
                        row.getValue().entrySet().stream()
                                .map(field -> new FieldCell(field.getKey(), field.getValue()[0], field.getValue()[1]))
                                .toList()))
                .toList();
    }

    /** Requests that ask for what was never compared: first what clients asked for, then probes of the catalogue. */
    private List<Probe> closing(Map<Key, long[]> combinations) {
        Set<Key> open = new HashSet<>();
        combinations.forEach((key, counts) -> {
            if (counts[1] == 0) {
                open.add(key);
            }
        });
        List<Probe> chosen = new ArrayList<>();
        tallies.entrySet().stream()
                .sorted(Comparator.comparingLong((Map.Entry<String, FingerprintTally> entry) ->
                                -entry.getValue().seen())
                        .thenComparing(Map.Entry::getKey))
                .forEach(entry -> choose(
                        chosen,
                        open,
                        probe(entry.getKey(), entry.getValue()),
                        entry.getValue().query()));
        for (int i = 0; i < probes.size(); i++) {
            choose(chosen, open, probes.get(i), probeQueries.get(i));
        }
        return chosen;
    }

    private static void choose(List<Probe> chosen, Set<Key> open, Probe probe, AskedQuery query) {
        if (chosen.size() < PROBES_SHOWN && open.removeAll(keys(query, QueryShape.of(query)))) {
            chosen.add(probe);
        }
    }

    private static Probe probe(String fingerprint, FingerprintTally tally) {
        return new Probe(
                tally.queryClass(),
                fingerprint,
                tally.query().request(),
                GntLine.of(tally.query()).orElse(null));
    }
}

package org.paralux.report.readiness;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was asked of the universe of queries, and what of it was compared: every combination of a method, a resource, a
 * field, a filter operator and the shape of the result that was seen, or that a probe of the catalogue asks for.
 *
 * @param seen combinations that clients asked for
 * @param compared combinations that were put to both
 * @param catalogue combinations that only the catalogue has
 * @param resources by name, the map of the fields
 * @param never combinations that were seen and never compared, the most frequent first
 * @param probes requests that would close the gaps
 */
public record Coverage(
        long seen,
        long compared,
        long catalogue,
        List<ResourceRow> resources,
        List<Combination> never,
        List<Probe> probes) {
    public Coverage {
        resources = List.copyOf(resources);
        never = List.copyOf(never);
        probes = List.copyOf(probes);
    }

    /**
     * One combination.
     *
     * @param field null where none is named
     * @param operator of a filter; null where there is none
     * @param shape of the result: {@code rows}, {@code table}, {@code definitions}, {@code object}, {@code list} or
     *     {@code error}
     */
    public record Combination(
            String method,
            @Nullable String resource,
            @Nullable String field,
            @Nullable String operator,
            String shape,
            long seen,
            long compared) {}

    /** The fields of one resource under one method. */
    public record ResourceRow(String method, @Nullable String resource, List<FieldCell> fields) {
        public ResourceRow {
            fields = List.copyOf(fields);
        }
    }

    /** One field: how often it was asked, and how often compared. Both are 0 where only the catalogue has it. */
    public record FieldCell(String field, long seen, long compared) {}

    /**
     * A request that asks for what was never compared.
     *
     * @param command the {@code gnt-*} line; null where there is none
     */
    public record Probe(
            String queryClass,
            String fingerprint,
            String request,
            @Nullable String command) {}
}

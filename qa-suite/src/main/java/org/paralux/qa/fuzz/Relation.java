package org.paralux.qa.fuzz;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.paralux.qa.catalogue.FilterTree;
import org.paralux.qa.catalogue.QueryForm;
import tools.jackson.databind.JsonNode;

/**
 * A law between the answers of one daemon to several queries, by which it can be found wrong even where both are wrong
 * alike.
 */
public sealed interface Relation {
    /** The queries, of which all must be answered for the law to say anything. */
    List<QueryForm> queries();

    /** The law in a few words. */
    String rule();

    /** What breaks it; empty where it holds. */
    Optional<String> breach(List<JsonNode> results);

    /** {@code &} leaves no row that one of its parts does not. */
    record Narrows(String resource, String key, JsonNode filter, JsonNode other) implements Relation {
        @Override
        public List<QueryForm> queries() {
            return List.of(
                    QueryForm.query(resource, List.of(key), filter),
                    QueryForm.query(resource, List.of(key), FilterTree.and(filter, other)));
        }

        @Override
        public String rule() {
            return "'&' narrows";
        }

        @Override
        public Optional<String> breach(List<JsonNode> results) {
            return Rows.firstOf(results.get(1)).isWithin(Rows.firstOf(results.getFirst()));
        }
    }

    /** {@code |} has every row that one of its parts has. */
    record Widens(String resource, String key, JsonNode filter, JsonNode other) implements Relation {
        @Override
        public List<QueryForm> queries() {
            return List.of(
                    QueryForm.query(resource, List.of(key), filter),
                    QueryForm.query(resource, List.of(key), FilterTree.or(filter, other)));
        }

        @Override
        public String rule() {
            return "'|' widens";
        }

        @Override
        public Optional<String> breach(List<JsonNode> results) {
            return Rows.firstOf(results.getFirst()).isWithin(Rows.firstOf(results.get(1)));
        }
    }

    /** Of the rows that have the field, each is either in a filter's answer or in that of its {@code !}. */
    record Complements(String resource, String key, String field, JsonNode filter) implements Relation {
        @Override
        public List<QueryForm> queries() {
            List<String> fields = List.of(key, field);
            return List.of(
                    QueryForm.query(resource, fields, null),
                    QueryForm.query(resource, fields, filter),
                    QueryForm.query(resource, fields, FilterTree.not(filter)));
        }

        @Override
        public String rule() {
            return "'!' complements";
        }

        @Override
        public Optional<String> breach(List<JsonNode> results) {
            Set<JsonNode> with = Rows.firstOf(results.get(1)).names();
            Set<JsonNode> without = Rows.firstOf(results.get(2)).names();
            for (JsonNode row : results.getFirst().path("data")) {
                boolean hasData = row.path(1).path(0).asInt(-1) == 0;
                JsonNode name = row.path(0).path(1);
                if (hasData && with.contains(name) == without.contains(name)) {
                    return Optional.of(name + (with.contains(name) ? " is in both" : " is in neither"));
                }
            }
            return Optional.empty();
        }
    }

    /** What stands in a field does not depend on its place among others. */
    record FieldOrder(String resource, List<String> fields) implements Relation {
        @Override
        public List<QueryForm> queries() {
            return List.of(QueryForm.query(resource, fields, null), QueryForm.query(resource, fields.reversed(), null));
        }

        @Override
        public String rule() {
            return "the order of fields changes no value";
        }

        @Override
        public Optional<String> breach(List<JsonNode> results) {
            List<JsonNode> rows = List.copyOf(results.getFirst().path("data").values());
            List<JsonNode> others = List.copyOf(results.get(1).path("data").values());
            if (rows.size() != others.size()) {
                return Optional.of(rows.size() + " rows and " + others.size());
            }
            for (int i = 0; i < rows.size(); i++) {
                for (int j = 0; j < fields.size(); j++) {
                    JsonNode there = others.get(i).path(fields.size() - 1 - j);
                    if (!rows.get(i).path(j).equals(there)) {
                        return Optional.of(fields.get(j) + " of row " + i);
                    }
                }
            }
            return Optional.empty();
        }
    }

    /** Names asked for by a filter give what the classic call gives for them. */
    record NamesAsClassic(QueryForm query, QueryForm classic) implements Relation {
        @Override
        public List<QueryForm> queries() {
            return List.of(query, classic);
        }

        @Override
        public String rule() {
            return "a filter of names gives what the classic call gives";
        }

        @Override
        public Optional<String> breach(List<JsonNode> results) {
            Map<JsonNode, JsonNode> classicRows = new HashMap<>();
            results.get(1).forEach(row -> classicRows.put(row.path(0), row));
            for (JsonNode row : results.getFirst().path("data")) {
                JsonNode name = row.path(0).path(1);
                JsonNode other = classicRows.get(name);
                if (other == null) {
                    return Optional.of(name + " is no row of the classic call");
                }
                for (int i = 0; i < row.size(); i++) {
                    if (!row.path(i).path(1).equals(other.path(i))) {
                        return Optional.of("field " + i + " of " + name);
                    }
                }
            }
            return Optional.empty();
        }
    }

    /** The names of an answer's rows. */
    record Rows(Set<JsonNode> names) {
        static Rows firstOf(JsonNode result) {
            List<JsonNode> names = new ArrayList<>();
            result.path("data").forEach(row -> names.add(row.path(0).path(1)));
            return new Rows(new HashSet<>(names));
        }

        /** A name that is not among those of {@code larger}. */
        Optional<String> isWithin(Rows larger) {
            return names.stream()
                    .filter(name -> !larger.names.contains(name))
                    .findFirst()
                    .map(name -> name + " is in the smaller answer only");
        }
    }
}

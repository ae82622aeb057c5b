package org.paralux.qa.arbiter;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.paralux.diff.Divergence;
import org.paralux.diff.DivergenceKind;
import org.paralux.luxi.Payload;
import org.paralux.luxi.Query;
import org.paralux.qa.simulate.filter.LuxidFilters;
import org.paralux.qa.simulate.wire.RequestFailure;
import tools.jackson.databind.JsonNode;

/** Holds two replies to one query against the files. For one thread. */
public final class Judge {
    private static final int MOST_PLACES = 50;

    /** Evidence does not keep arguments and results of jobs readable, nor any parameters of operating systems. */
    private static final Set<String> TOKENS = Set.of("ops", "opresult", "oplog");

    private final ClusterFiles files;
    private final Query query;
    private final @Nullable Instant asOf;
    private final ReplyCells primary;
    private final ReplyCells candidate;

    /** @param asOf when the replies were given; null for now */
    public Judge(
            ClusterFiles files,
            Query query,
            @Nullable Payload primary,
            @Nullable Payload candidate,
            @Nullable Instant asOf) {
        this.files = files;
        this.query = query;
        this.asOf = asOf;
        this.primary = new ReplyCells(query, primary);
        this.candidate = new ReplyCells(query, candidate);
    }

    /** One ruling for each of the first of these divergences. */
    public List<Ruling> rulings(List<Divergence> divergences) {
        return divergences.stream().limit(MOST_PLACES).map(this::ruling).toList();
    }

    private Ruling ruling(Divergence divergence) {
        return switch (query.method()) {
            case QUERY_CLUSTER_INFO -> ofMember(divergence);
            case QUERY_CONFIG_VALUES -> ofValue(divergence);
            case QUERY_TAGS -> ofTags(divergence);
            case QUERY_ANY, QUERY_NODES, QUERY_GROUPS, QUERY_INSTANCES, QUERY_NETWORKS, QUERY_JOBS, QUERY_FILTERS ->
                ofRows(divergence);
            default -> Ruling.abstains(divergence.path(), "not about what is in the files");
        };
    }

    private String resource() {
        String resource = query.terms().resource();
        return resource == null ? "" : resource;
    }

    private Ruling ofRows(Divergence divergence) {
        String row = divergence.place().row();
        String field = divergence.place().field();
        if (row == null) {
            return Ruling.abstains(divergence.path(), "no row that has a name");
        }
        return switch (divergence.kind()) {
            case VALUE, TYPE, STATUS, MISSING, EXTRA ->
                field == null
                        ? Ruling.abstains(divergence.path(), "not about one field")
                        : ofCell(divergence.path(), row, field);
            case MISSING_ROW, EXTRA_ROW -> ofRow(divergence, row);
            case DUPLICATE_ROW, ORDER, FIELD_DEFINITION, SHAPE, ANSWER_OR_ERROR, ERROR_CLASS, ERROR_CODE, NO_REPLY ->
                Ruling.abstains(divergence.path(), "the files do not tell how often, in which order or how it is said");
        };
    }

    private Ruling ofCell(String path, String row, String field) {
        if (asOf != null && isToken(field)) {
            return Ruling.abstains(path, "evidence keeps it as a token");
        }
        return switch (files.opinion(resource(), row, field)) {
            case Opinion.Abstains(String why) -> Ruling.abstains(path, why);
            case Opinion.Says says ->
                said(path, says, primary.says(row, field, says), candidate.says(row, field, says));
        };
    }

    private static boolean isToken(String field) {
        return TOKENS.contains(field) || field.contains("osparams");
    }

    private Ruling said(String path, Opinion.Says says, boolean primarySays, boolean candidateSays) {
        if (changedSince(says.place().changed())) {
            return Ruling.abstains(path, says.place().path() + " has changed since, or may have");
        }
        String value = says.cell().isNormal() ? says.cell().value().toString() : "no value";
        return Ruling.of(path, primarySays, candidateSays, says.place(), value);
    }

    private boolean changedSince(OptionalDouble changed) {
        return asOf != null && (changed.isEmpty() || changed.getAsDouble() * 1000 > asOf.toEpochMilli());
    }

    /** Of a row that one of the two has alone. */
    private Ruling ofRow(Divergence divergence, String row) {
        boolean primaryHasIt = divergence.kind() == DivergenceKind.MISSING_ROW;
        if (!files.listsAll(resource())) {
            return Ruling.abstains(divergence.path(), "the files do not tell which rows there are");
        }
        if (changedSince(files.changed())) {
            return Ruling.abstains(divergence.path(), "the configuration has changed since, or may have");
        }
        boolean exists = files.has(resource(), row);
        if (exists && !isAskedFor(row)) {
            return Ruling.abstains(divergence.path(), "whether a row passes the filter is not judged");
        }
        Place place = new Place(resource() + " " + row, "", files.changed());
        return Ruling.of(
                divergence.path(),
                exists == primaryHasIt,
                exists != primaryHasIt,
                place,
                exists ? "there" : "not there");
    }

    /** Whether the query asks for the row whatever it is like: for all, or for it by its name. */
    private boolean isAskedFor(String row) {
        List<String> names = query.terms().names();
        JsonNode filter = query.terms().filter();
        if (filter == null || filter.isNull()) {
            return names == null || names.isEmpty() || names.contains(row);
        }
        try {
            Optional<List<JsonNode>> chosen =
                    new LuxidFilters().parse(filter).namesOnly(resource().equals("filter") ? "uuid" : "name");
            return chosen.isPresent()
                    && chosen.get().stream().anyMatch(name -> name.asString("").equals(row));
        } catch (RequestFailure e) {
            return false;
        }
    }

    private Ruling ofMember(Divergence divergence) {
        String member = divergence.place().field();
        return member == null
                ? Ruling.abstains(divergence.path(), "not about one member")
                : ofMember(divergence.path(), member);
    }

    private Ruling ofMember(String path, String member) {
        if (asOf != null && isToken(member)) {
            return Ruling.abstains(path, "evidence keeps it as a token");
        }
        return switch (files.opinion("cluster", "", member)) {
            case Opinion.Abstains(String why) -> Ruling.abstains(path, why);
            case Opinion.Says says ->
                said(
                        path,
                        says,
                        says.isSaidByValue(primary.result().path(member)),
                        says.isSaidByValue(candidate.result().path(member)));
        };
    }

    private Ruling ofValue(Divergence divergence) {
        List<String> fields = query.terms().fields();
        String name = divergence.place().field();
        int index = fields == null || name == null ? -1 : fields.indexOf(name);
        if (index < 0 || !(files.opinion("cluster", "", String.valueOf(name)) instanceof Opinion.Says says)) {
            return Ruling.abstains(divergence.path(), "not in the configuration");
        }
        return said(
                divergence.path(),
                says,
                says.isSaidByValue(primary.result().path(index)),
                says.isSaidByValue(candidate.result().path(index)));
    }

    private Ruling ofTags(Divergence divergence) {
        List<String> names = query.terms().names();
        String kind = resource().equals("nodegroup") ? "group" : resource();
        String name = names == null || names.isEmpty() ? "" : names.getFirst();
        return switch (files.opinion(kind, name, "tags")) {
            case Opinion.Abstains(String why) -> Ruling.abstains(divergence.path(), why);
            case Opinion.Says says ->
                said(
                        divergence.path(),
                        says,
                        says.isSaidByValue(primary.result()),
                        says.isSaidByValue(candidate.result()));
        };
    }
}

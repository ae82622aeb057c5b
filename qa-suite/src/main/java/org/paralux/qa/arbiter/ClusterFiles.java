package org.paralux.qa.arbiter;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.paralux.qa.simulate.field.Cell;
import org.paralux.qa.simulate.field.Field;
import org.paralux.qa.simulate.jobs.Flags;
import org.paralux.qa.simulate.jobs.JobQueue;
import org.paralux.qa.simulate.model.ClusterImage;
import org.paralux.qa.simulate.model.ConfigObject;
import org.paralux.qa.simulate.query.LuxidRules;
import org.paralux.qa.simulate.query.MasterdRules;
import org.paralux.qa.simulate.query.QueryEngine;
import org.paralux.qa.simulate.query.QueryRules;
import org.paralux.qa.simulate.query.View;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** The files of a cluster at one moment, and what they say of any field. Immutable, but for the jobs' files. */
public final class ClusterFiles {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final int PRINTABLE_ASCII = 0x7f;

    /** Rules about jobs came when masterd was gone. */
    private static final String OF_LUXID_ALONE = "filter";

    /** Files do not tell. */
    private static final View.DaemonState NO_DAEMON = new View.DaemonState("", new Flags(InstantSource.system()));

    private final ClusterImage image;
    private final JobFolder jobs;
    private final Map<String, Map<String, ConfigObject>> objects = new HashMap<>();

    ClusterFiles(ClusterImage image, JobFolder jobs) {
        this.image = image;
        this.jobs = jobs;
        objects.put("node", byName(image.nodes()));
        objects.put("group", byName(image.groups()));
        objects.put("instance", byName(image.instances()));
        objects.put("network", byName(image.networks()));
        Map<String, ConfigObject> rules = new HashMap<>();
        image.filterRules().forEach(rule -> rules.put(rule.uuid(), rule));
        objects.put("filter", rules);
    }

    private static Map<String, ConfigObject> byName(List<? extends ConfigObject> list) {
        Map<String, ConfigObject> byName = new HashMap<>();
        list.forEach(each -> byName.put(each.name(), each));
        return byName;
    }

    /** Whether the files would tell if an object of this resource did not exist. */
    boolean listsAll(String resource) {
        return objects.containsKey(resource);
    }

    boolean has(String resource, String row) {
        return objects.getOrDefault(resource, Map.of()).containsKey(row);
    }

    OptionalDouble changed() {
        return image.changed();
    }

    /** One opinion on one field of one row. */
    public Opinion opinion(String resource, String row, String field) {
        return opinions(resource, row, List.of(field)).getFirst();
    }

    /**
     * One opinion for each of the fields, in their order.
     *
     * @param resource as it is asked for by {@code Query}, or {@code cluster}
     * @param row what names it: a name, of a job its id, of a filter rule its UUID
     */
    public List<Opinion> opinions(String resource, String row, List<String> fields) {
        return switch (resource) {
            case "job" -> ofJob(row, fields);
            case "cluster" ->
                fields.stream()
                        .map(field -> ClusterSettings.opinion(image, field))
                        .toList();
            default -> ofObject(resource, row, fields);
        };
    }

    private List<Opinion> ofObject(String resource, String row, List<String> fields) {
        ConfigObject object = objects.getOrDefault(resource, Map.of()).get(row);
        if (object == null) {
            String why = listsAll(resource) ? "no such " + resource + " in the files" : "not kept in the files";
            return Collections.nCopies(fields.size(), new Opinion.Abstains(why));
        }
        JsonNode filter = JSON.arrayNode()
                .add("=")
                .add(resource.equals("filter") ? "uuid" : "name")
                .add(row);
        JobQueue none = FinishedJobs.queue(List.of());
        Places places = new Places(image);
        return both(resource, fields, filter, none, source -> places.of(object, source));
    }

    private List<Opinion> ofJob(String row, List<String> fields) {
        Optional<JobFolder.Found> found =
                row.matches("\\d{1,18}") ? jobs.finished(Long.parseLong(row)) : Optional.empty();
        if (found.isEmpty()) {
            return Collections.nCopies(fields.size(), new Opinion.Abstains("no file of a finished job"));
        }
        JsonNode filter =
                JSON.arrayNode().add("=").add("id").add(found.get().job().id());
        JobQueue queue = FinishedJobs.queue(List.of(found.get().job()));
        String file = found.get().file();
        return both("job", fields, filter, queue, source -> FinishedJobs.place(file, source));
    }

    private interface PlaceOf {
        Place of(String source);
    }

    /** What both daemons would make of the files; where they would differ the files do not decide. */
    private List<Opinion> both(String resource, List<String> fields, JsonNode filter, JobQueue queue, PlaceOf places) {
        List<Cell> luxid = cells(resource, fields, filter, queue, new LuxidRules());
        List<Cell> masterd = resource.equals(OF_LUXID_ALONE)
                ? luxid
                : cells(resource, fields, filter, queue, MasterdRules.withSortedSets());
        List<Opinion> opinions = new ArrayList<>();
        for (int i = 0; i < fields.size(); i++) {
            Optional<String> why = whyNot(resource, fields.get(i));
            opinions.add(
                    why.isPresent()
                            ? new Opinion.Abstains(why.get())
                            : opinion(luxid.get(i), masterd.get(i), source(resource, fields.get(i)), places));
        }
        return opinions;
    }

    private static String source(String resource, String field) {
        return QueryEngine.field(resource, field).map(Field::source).orElse("");
    }

    private static Opinion opinion(Cell luxid, Cell masterd, String source, PlaceOf places) {
        if (!luxid.equals(masterd)) {
            return new Opinion.Abstains("the daemons tell it differently by design");
        }
        if (luxid.value().toString().chars().anyMatch(c -> c > PRINTABLE_ASCII)) {
            return new Opinion.Abstains("characters that daemons damage");
        }
        boolean ofJob = source.startsWith("each ");
        if (ofJob && FinishedJobs.isAmbiguous(source, luxid.value())) {
            return new Opinion.Abstains("a number that daemons write in several ways");
        }
        SameValue sameness = ofJob ? FinishedJobs.sameness(source) : Places.sameness(source);
        return new Opinion.Says(luxid, places.of(source), sameness);
    }

    /** Why nothing is ever said of a field; empty where something is. */
    static Optional<String> whyNot(String resource, String field) {
        String source = source(resource, field);
        if (source.isEmpty()) {
            return Optional.of("not a field that is known here");
        }
        if (resource.equals("job") ? !FinishedJobs.isKept(source) : !Places.isConfigured(source)) {
            return Optional.of("not in the files");
        }
        return Coverage.covers(resource, field) ? Optional.empty() : Optional.of("never seen with a value");
    }

    private List<Cell> cells(String resource, List<String> fields, JsonNode filter, JobQueue queue, QueryRules rules) {
        JsonNode answer = new QueryEngine(new View(image, queue, NO_DAEMON, rules)).query(resource, fields, filter);
        return Stream.of(answer.path("data").path(0))
                .flatMap(row -> row.values().stream())
                .map(Cell::read)
                .toList();
    }
}

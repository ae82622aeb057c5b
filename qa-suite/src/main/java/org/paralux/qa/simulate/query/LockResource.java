package org.paralux.qa.simulate.query;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.paralux.qa.simulate.field.Cell;
import org.paralux.qa.simulate.field.FieldTable;
import org.paralux.qa.simulate.field.Getter;
import org.paralux.qa.simulate.jobs.Job;
import org.paralux.qa.simulate.jobs.JobStatus;
import org.paralux.qa.simulate.jobs.OpcodeTable;
import org.paralux.qa.simulate.jobs.Operation;
import org.paralux.qa.simulate.model.Node;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.NullNode;

/** The locks that running jobs hold: the cluster's, shared by all, and those of what their opcodes are about. */
final class LockResource extends Resource<LockResource.Row> {
    private final FieldTable<Row> fields;

    LockResource() {
        super("lock", "Lock", "");
        Map<String, Function<String, Getter<Row>>> verbs = Map.of(
                "name", _ -> row -> Cell.of(row.name()),
                "mode", _ -> row -> row.owners().isEmpty() ? Cell.of(NullNode.getInstance()) : Cell.of(row.mode()),
                "owner", _ -> row -> Cell.ofTexts(row.owners()),
                "pending", _ -> row -> Cell.ofTexts(List.of()));
        fields = FieldTable.load("lock.csv", verbs);
    }

    record Row(String name, String mode, List<String> owners) {}

    @Override
    FieldTable<Row> fields() {
        return fields;
    }

    @Override
    void check(View view, JsonNode filter) {
        view.rules().checkLockFilter(filter);
    }

    @Override
    List<Row> all(View view, List<String> touched) {
        Map<String, Row> locks = new TreeMap<>();
        for (Job job : view.jobs().current()) {
            for (Operation operation : job.operations()) {
                if (operation.status() == JobStatus.RUNNING) {
                    String owner = view.rules().lockOwner(job.id(), OpcodeTable.INSTANCE.summary(operation.opcode()));
                    hold(locks, "cluster/BGL", "shared", owner);
                    lockedBy(view, operation.opcode()).forEach(lock -> hold(locks, lock, "exclusive", owner));
                }
            }
        }
        return List.copyOf(locks.values());
    }

    private static void hold(Map<String, Row> locks, String name, String mode, String owner) {
        locks.computeIfAbsent(name, _ -> new Row(name, mode, new ArrayList<>()))
                .owners()
                .add(owner);
    }

    private static Stream<String> lockedBy(View view, JsonNode opcode) {
        if (opcode.path("no_locks").asBoolean(false)) {
            return Stream.of();
        }
        Node master = view.image().master();
        Stream<String> masterLock = master != null && opcode.path("on_master").asBoolean(false)
                ? Stream.of("node/" + master.uuid())
                : Stream.of();
        Stream<String> instanceLock =
                Stream.of(opcode.path("instance_name").asString("")).filter(name -> !name.isEmpty());
        return Stream.concat(masterLock, instanceLock.map(name -> "instance/" + name));
    }

    @Override
    List<Row> named(View view, JsonNode name) {
        return all(view, List.of()).stream()
                .filter(lock -> lock.name().equals(name.asString("")))
                .toList();
    }
}

package org.paralux.qa.selftest;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.paralux.diff.Comparer;
import org.paralux.diff.ComparisonContext;
import org.paralux.diff.Rules;
import org.paralux.luxi.LuxiJson;
import org.paralux.qa.ask.Pair;
import org.paralux.qa.ask.Time;
import org.paralux.qa.simulate.AnswerOptions;
import org.paralux.qa.simulate.DaemonStyle;
import org.paralux.qa.simulate.DirectDaemon;
import org.paralux.qa.simulate.World;
import org.paralux.qa.simulate.flaw.Flaw;
import org.paralux.qa.simulate.flaw.Flaws;
import org.paralux.qa.simulate.jobs.ManualTimer;
import org.paralux.qa.simulate.model.ClusterSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Two embedded daemons of strict parity, of which the candidate has flaws, in a world with jobs of each sort. */
final class SelfTestWorld {
    private static final String DELAY = """
            {"OP_ID": "OP_TEST_DELAY", "duration": %s, "on_master": true, "on_nodes": [], "comment": null, "reason": []}""";

    private static final String FILTER_UUID = "a0b0c0d0-1111-4222-8333-444455556666";

    private final ManualTimer clock = new ManualTimer();
    private final World world = World.of(clock, clock, ClusterSource.ofSample(clock));
    private final Time time = new ModelTime(clock);
    private final Pair pair;

    SelfTestWorld(Set<Flaw> flaws, long seed) {
        makeJobs();
        makeObjects();
        AnswerOptions primary = AnswerOptions.of(DaemonStyle.MASTERD).withStrictParity();
        AnswerOptions candidate =
                AnswerOptions.of(DaemonStyle.LUXID).withStrictParity().withFlaws(Flaws.of(flaws, seed));
        Comparer comparer = new Comparer(Rules.none());
        pair = new Pair(
                new DaemonInProcess(new DirectDaemon(world, primary), time),
                new DaemonInProcess(new DirectDaemon(world, candidate), time),
                () -> comparer,
                ComparisonContext.UNKNOWN);
        world.cluster()
                .change(tree -> tree.withObjectProperty("cluster")
                        .withArrayProperty("tags")
                        .add("written-after-the-start"));
    }

    Pair pair() {
        return pair;
    }

    Time time() {
        return time;
    }

    private void makeJobs() {
        submit(DELAY.formatted("0.1"));
        submit("{\"OP_ID\": \"OP_INSTANCE_REBOOT\", \"instance_name\": \"nobody\"}");
        clock.advance(Duration.ofSeconds(5));
        world.jobs().archive(1);
        submit(DELAY.formatted("0.2"));
        clock.advance(Duration.ofSeconds(5));
    }

    private void submit(String opcode) {
        world.jobs().submit(List.of(LuxiJson.MAPPER.readTree(opcode)));
    }

    /** A rule about jobs, and networks of which the times are not known. */
    private void makeObjects() {
        world.cluster().change(tree -> {
            tree.withObjectProperty("filters")
                    .putObject(FILTER_UUID)
                    .put("uuid", FILTER_UUID)
                    .put("priority", 1);
            for (JsonNode network : tree.path("networks")) {
                ((ObjectNode) network).remove(List.of("ctime", "mtime"));
            }
        });
    }
}

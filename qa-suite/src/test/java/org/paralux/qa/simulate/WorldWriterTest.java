package org.paralux.qa.simulate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.paralux.diff.Verdict;
import org.paralux.luxi.Payload;
import org.paralux.qa.simulate.jobs.ManualTimer;
import org.paralux.qa.simulate.model.ClusterSource;
import org.paralux.qa.simulate.model.ReloadLag;

/** A seeded writer, and a shadow that sees its writes late. */
class WorldWriterTest {
    private static final Payload ALL = Payload.of(Probe.request(
            "Query",
            "[\"instance\", [\"name\", \"be/maxmem\", \"tags\", \"admin_state\", \"serial_no\", \"mtime\"], null]"));
    private static final Payload NODES = Payload.of(
            Probe.request("Query", "[\"node\", [\"name\", \"offline\", \"role\", \"serial_no\", \"mtime\"], null]"));
    private static final Payload GROUPS = Payload.of(
            Probe.request("Query", "[\"group\", [\"name\", \"alloc_policy\", \"serial_no\", \"mtime\"], null]"));
    private static final Payload NETWORKS = Payload.of(
            Probe.request("Query", "[\"network\", [\"name\", \"gateway\", \"serial_no\", \"mtime\"], null]"));
    private static final List<Payload> LOOKS = List.of(ALL, NODES, GROUPS, NETWORKS);

    private static final AnswerOptions SHADOW =
            AnswerOptions.of(DaemonStyle.LUXID).withStrictParity();

    /** Whether all looks at the two agree. */
    private static boolean agree(TwoDaemons daemons) {
        return LOOKS.stream().allMatch(look -> daemons.compare(look).verdict() == Verdict.MATCH);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void aWriteIsSeenByTheShadowWhenItsLagIsOverAndNotBefore(long seed) {
        ReloadLag lag = new ReloadLag(Duration.ofMillis(50), Duration.ofSeconds(2), seed);
        TwoDaemons daemons = new TwoDaemons(SHADOW.withReloadLag(lag));
        daemons.time.advance(Duration.ofSeconds(10));
        WorldWriter writer = new WorldWriter(daemons.world, seed);
        ClusterSource cluster = daemons.world.cluster();
        for (int i = 0; i < 50; i++) {
            WorldWriter.Write write = writer.write();
            Duration late = lag.of(write.version());
            String message = "seed " + seed + ", " + write + ", lag " + late;
            assertEquals(write.at().plus(late), cluster.newestSeen(lag), message);
            daemons.time.advance(late.minusNanos(1));
            assertTrue(cluster.visibleVersion(lag) < write.version(), message);
            assertEquals(false, agree(daemons), message);
            daemons.time.advance(Duration.ofNanos(1));
            assertEquals(write.version(), cluster.visibleVersion(lag), message);
            assertTrue(agree(daemons), message);
        }
    }

    /** Also when writes come faster than they are seen. */
    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13})
    void whatTheShadowSeesNeverGetsOlder(long seed) {
        ReloadLag lag = new ReloadLag(Duration.ZERO, Duration.ofSeconds(3), seed);
        ManualTimer time = new ManualTimer();
        World world = World.of(time, time, ClusterSource.ofSample(time));
        WorldWriter writer = new WorldWriter(world, seed);
        long seen = 0;
        for (int i = 0; i < 200; i++) {
            writer.write(WorldWriter.Kind.MEMORY);
            time.advance(Duration.ofMillis(100));
            long now = world.cluster().visibleVersion(lag);
            assertTrue(now >= seen, "seed " + seed + ", write " + i + ": " + now + " after " + seen);
            seen = now;
        }
        time.advance(Duration.ofSeconds(3));
        assertEquals(201, world.cluster().visibleVersion(lag), () -> "seed " + seed);
    }

    @ParameterizedTest
    @EnumSource
    void eachKindOfWriteShowsInWhatThePrimaryAnswers(WorldWriter.Kind kind) {
        TwoDaemons daemons = new TwoDaemons(SHADOW.withReloadLag(ReloadLag.always(Duration.ofSeconds(5))));
        daemons.time.advance(Duration.ofSeconds(10));
        new WorldWriter(daemons.world, 1).write(kind);
        assertEquals(false, agree(daemons));
    }

    @Test
    void theSameSeedWritesTheSame() {
        long seed = 7;
        assertEquals(written(seed), written(seed), () -> "seed " + seed);
    }

    private static List<WorldWriter.Write> written(long seed) {
        ManualTimer time = new ManualTimer();
        WorldWriter writer = new WorldWriter(World.of(time, time, ClusterSource.ofSample(time)), seed);
        Set<WorldWriter.Kind> kinds = EnumSet.allOf(WorldWriter.Kind.class);
        List<WorldWriter.Write> writes =
                IntStream.range(0, 100).mapToObj(_ -> writer.write()).toList();
        assertTrue(writes.stream().map(WorldWriter.Write::kind).toList().containsAll(kinds), () -> "seed " + seed);
        Instant now = time.instant();
        assertTrue(writes.stream().allMatch(write -> write.at().equals(now)));
        return writes;
    }
}

package org.paralux.proxy.attach;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Attach, detach, stop, guardian and death, in any order and cut off at any step, while daemons start and end: the daemon
 * is never lost, and what is not ours is never touched.
 */
class AttachmentModelTest {
    private static final int SEEDS = Integer.getInteger("paralux.test.seeds", 10_000);
    private static final Path BYSTANDER = ModelWorld.NAMES.socket().resolveSibling("other");
    private static final int MOST_STEPS = 40;

    private static final class Story {
        private final long seed;
        private final Random random;
        private final ModelWorld world;
        private @Nullable ModelProxy proxy;
        private ModelWorld.Node bystander;

        Story(long seed, boolean told) throws IOException {
            this.seed = seed;
            random = new Random(seed);
            world = new ModelWorld(random, true, told);
            world.servesAlone = random.nextBoolean();
            bystander = world.bind(BYSTANDER, 1);
            if (random.nextInt(4) == 0) {
                world.bind(ModelWorld.NAMES.primary(), 2);
            }
            world.daemon = anyDaemon();
            world.daemon.begin();
            if (random.nextBoolean()) {
                world.daemon.finish();
            }
        }

        private ModelDaemon anyDaemon() {
            return random.nextBoolean() ? new ModelDaemon.Masterd(world) : new ModelDaemon.Luxid(world);
        }

        void run() {
            for (int event = 4 + random.nextInt(8); event > 0; event--) {
                happens(random.nextInt(11));
            }
            world.daemon.finish();
            assertNull(world.daemon.failure, this::told);
            if (proxy != null) {
                look(12, Duration.ofMillis(250));
            } else {
                byHand();
            }
            assertReached();
            if (proxy != null) {
                stop();
                assertReached();
            }
            assertEquals(bystander, world.names.get(BYSTANDER), this::told);
            assertTrue(world.names.keySet().stream().noneMatch(SocketNames::isRoom), this::told);
        }

        private void happens(int what) {
            switch (what) {
                case 0, 1 -> {
                    if (proxy == null) {
                        world.tell(() -> "attach");
                        proxy = new ModelProxy(world);
                    }
                    look(8, Duration.ofMillis(60));
                }
                case 2 -> look(1 + random.nextInt(8), Duration.ofMillis(random.nextInt(250)));
                case 3, 4 -> restart();
                case 5 -> comesDown();
                case 6 -> toolsSetTheMode();
                case 10 -> takeOver();
                case 7, 8 -> {
                    world.killedAfter = random.nextInt(MOST_STEPS);
                    if (random.nextBoolean()) {
                        look(8, Duration.ofMillis(60));
                    } else {
                        stop();
                    }
                    world.killedAfter = -1;
                    kill();
                }
                default -> {
                    world.killedAfter = random.nextBoolean() ? random.nextInt(MOST_STEPS) : -1;
                    byHand();
                    world.killedAfter = -1;
                }
            }
        }

        private void restart() {
            if (!world.daemon.isBusy()) {
                ModelDaemon next = anyDaemon();
                world.daemon.restartsAs(next, random.nextBoolean());
                world.daemon = next;
            }
        }

        private void comesDown() {
            if (!world.daemon.isBusy()) {
                ModelDaemon next = anyDaemon();
                world.daemon.endsFor(next, random.nextBoolean());
                world.daemon = next;
                look(3, Duration.ofMillis(100));
                next.finish();
                next.begin();
            }
        }

        private void toolsSetTheMode() {
            ModelWorld.Node there = world.names.get(ModelWorld.NAMES.socket());
            if (there != null && !world.daemon.isBusy()) {
                there.mode = 0600 + random.nextInt(64);
                world.tell(() -> "tools set mode " + Integer.toOctalString(there.mode));
                world.daemon.mode = there.mode;
            }
        }

        /** Another process takes the path of this one, or dies of it; this one goes on, or ends. */
        private void takeOver() {
            ModelProxy old = proxy;
            if (old == null) {
                return;
            }
            ModelProxy next = new ModelProxy(world, old);
            world.tell(() -> "take-over by " + next.process.pid());
            world.killedAfter = random.nextInt(3) == 0 ? random.nextInt(MOST_STEPS) : -1;
            proxy = next;
            look(1 + random.nextInt(8), Duration.ofMillis(60));
            world.killedAfter = -1;
            boolean lives = proxy == next;
            proxy = old;
            look(1 + random.nextInt(3), Duration.ofMillis(60));
            if (lives && proxy == old) {
                // It has not taken it yet, and is given up.
                world.tell(() -> "gives up");
                proxy = next;
                stop();
                proxy = old;
                look(1, Duration.ofMillis(60));
            } else if (lives) {
                proxy = next;
            }
        }

        private void look(int times, Duration between) {
            for (int i = 0; i < times && proxy != null; i++) {
                world.nanos += between.toNanos();
                for (long slept = 0; slept < between.toMillis(); slept += 50) {
                    if (world.daemon.isBusy()) {
                        world.daemon.step();
                    }
                }
                look(proxy);
            }
        }

        private void look(ModelProxy looking) {
            try {
                Attachment.State state = looking.attachment.look();
                world.tell(() -> "= " + state);
                if (state == Attachment.State.SUPERSEDED) {
                    world.ends(looking.process.pid());
                    proxy = null;
                }
            } catch (IOException e) {
                world.tell(() -> "= " + e);
            } catch (ModelWorld.Killed e) {
                kill();
            }
        }

        private void stop() {
            if (proxy == null) {
                return;
            }
            world.tell(() -> "stop");
            try {
                Removal.Result result = proxy.attachment.release();
                world.tell(() -> "= " + result);
                world.ends(proxy.process.pid());
                proxy = null;
            } catch (IOException e) {
                fail(e.getMessage() + told());
            } catch (ModelWorld.Killed e) {
                kill();
            }
        }

        /** The guardian may be killed as well. */
        private void kill() {
            if (proxy == null) {
                return;
            }
            ProcessStamp killed = proxy.process;
            proxy = null;
            world.tell(() -> "killed");
            world.ends(killed.pid());
            world.killedAfter = random.nextInt(3) == 0 ? random.nextInt(MOST_STEPS) : -1;
            try {
                Removal.Result result = Removal.runFor(killed, ModelWorld.NAMES, world);
                world.tell(() -> "= guardian " + result);
            } catch (IOException e) {
                world.tell(() -> "= guardian " + e);
            } catch (ModelWorld.Killed e) {
                // Whoever comes next goes on.
            }
            world.killedAfter = -1;
        }

        private void byHand() {
            world.tell(() -> "detach");
            try {
                Removal.Result result = Removal.run(ModelWorld.NAMES, world);
                world.tell(() -> "= " + result);
            } catch (IOException e) {
                world.tell(() -> "= " + e);
            } catch (ModelWorld.Killed e) {
                world.tell(() -> "= detach was killed");
            }
        }

        private void assertReached() {
            ModelWorld.Node daemon = world.daemon.bound();
            ModelWorld.Node there = Objects.requireNonNull(world.names.get(ModelWorld.NAMES.socket()), this::told);
            assertTrue(world.daemon.isUp(), this::told);
            assertTrue(
                    there != null && (there == daemon || (proxy != null && proxy.leadsTo(there, daemon))), this::told);
            assertEquals(
                    Integer.toOctalString(world.daemon.mode) + " 7",
                    Integer.toOctalString(there.mode) + " " + there.uid,
                    this::told);
            assertTrue(!world.wasLost, this::told);
        }

        private String told() {
            return "seed " + seed + ", at the path: "
                    + world.names.get(ModelWorld.NAMES.socket()) + ", daemon's: " + world.daemon.socket + ", names: "
                    + world.names + "\n" + String.join("\n", world.story);
        }
    }

    @Test
    void theDaemonIsNeverLost() throws IOException {
        for (long seed = 0; seed < SEEDS; seed++) {
            try {
                new Story(seed, false).run();
            } catch (AssertionError e) {
                new Story(seed, true).run();
                throw e;
            }
        }
    }
}

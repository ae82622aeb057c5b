package org.paralux.qa.clients;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;

/** Runs one of the programs around a master node, for a while and at its leisure. */
public final class SampleClient {
    private static final int FAILURES_IN_A_ROW = 50;

    private SampleClient() {}

    /** The programs, by what they do. */
    public enum Kind {
        /** Submits jobs and waits for them, and asks nothing: what is left on the master socket when all went well. */
        WELL_BEHAVED,
        /** An inventory that polls live data of all nodes. */
        MISDIRECTED,
        /** One short burst of questions now and then, on a new connection each. */
        CRON_LIKE,
        /** Submits jobs, waits for them and then asks about them on the same connection, as the stock tools do. */
        JOB_SUBMITTER,
        /** Looks at the configuration, changes an instance now and then, and looks at it at once. */
        OPERATOR,
        /** Sends what no program should. */
        FUZZER;

        /** As it is written on a command line: {@code well-behaved}. */
        public String wireName() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        public static Optional<Kind> fromWireName(String wireName) {
            return Arrays.stream(values())
                    .filter(kind -> kind.wireName().equals(wireName))
                    .findFirst();
        }

        private Round rounds(Talk talk) {
            return switch (this) {
                case WELL_BEHAVED -> new WellBehaved(talk);
                case MISDIRECTED -> new Inventory(talk);
                case CRON_LIKE -> new CronJob(talk);
                case JOB_SUBMITTER -> new JobSubmitter(talk);
                case OPERATOR -> new Operator(talk);
                case FUZZER -> new Fuzzer(talk);
            };
        }
    }

    /** One round of what a program does. */
    @FunctionalInterface
    interface Round {
        void play() throws IOException;
    }

    /**
     * Plays rounds until the time is over. A round that fails is left behind and the next begins, since a daemon may be
     * restarted; prints nothing.
     *
     * @param seed decides what is asked for and how long the pauses are
     * @param pause the mean time between two rounds
     * @throws IOException when many rounds in a row failed: the last failure
     */
    public static void run(Kind kind, Path socket, Duration time, long seed, Duration pause)
            throws IOException, InterruptedException {
        Random random = new Random(seed);
        long end = System.nanoTime() + time.toNanos();
        int failures = 0;
        try (Talk talk = new Talk(socket, random)) {
            Round rounds = kind.rounds(talk);
            while (System.nanoTime() < end) {
                try {
                    rounds.play();
                    failures = 0;
                } catch (IOException e) {
                    talk.hangUp();
                    if (++failures == FAILURES_IN_A_ROW) {
                        throw e;
                    }
                }
                pause(random, pause, end);
            }
        }
    }

    /** Between a half and one and a half of the mean, and not beyond the end. */
    private static void pause(Random random, Duration mean, long end) throws InterruptedException {
        long nanos = (long) (mean.toNanos() * (0.5 + random.nextDouble()));
        long left = Math.max(0, end - System.nanoTime());
        Thread.sleep(Duration.ofNanos(Math.min(nanos, left)));
    }
}

package org.paralux.proxy.notify;

import java.io.IOException;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends notices through one channel, on a thread of its own: the urgent first, a failed one again some times. Thread-safe.
 */
final class Courier implements AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(Courier.class);
    private static final int QUEUE = 64;

    private final NoticeChannel channel;
    private final List<Duration> retries;
    private final PriorityBlockingQueue<Parcel> queue = new PriorityBlockingQueue<>();
    private final AtomicLong sent = new AtomicLong();
    private final AtomicLong lost = new AtomicLong();
    private final Thread thread = Thread.ofPlatform().name("notifier").daemon().unstarted(this::work);

    /** @param number counts up, so that what is equally urgent stays in order */
    record Parcel(boolean canWait, long number, String json) implements Comparable<Parcel> {
        private static final Comparator<Parcel> ORDER =
                Comparator.comparing(Parcel::canWait).thenComparingLong(Parcel::number);

        @Override
        public int compareTo(Parcel other) {
            return ORDER.compare(this, other);
        }
    }

    Courier(NoticeChannel channel, List<Duration> retries) {
        this.channel = channel;
        this.retries = List.copyOf(retries);
    }

    void start() {
        thread.start();
    }

    /** Returns at once. What can wait is lost where too much waits already; what is urgent waits all the same. */
    void take(Parcel parcel) {
        if (parcel.canWait() && queue.size() >= QUEUE) {
            lost.incrementAndGet();
        } else {
            queue.add(parcel);
        }
    }

    private void work() {
        try {
            while (true) {
                (arrives(queue.take().json()) ? sent : lost).incrementAndGet();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean arrives(String json) throws InterruptedException {
        for (int attempt = 0; ; attempt++) {
            try {
                channel.send(json);
                return true;
            } catch (IOException e) {
                LOGGER.atWarn()
                        .addKeyValue("attempt", attempt + 1)
                        .addKeyValue("reason", e.getMessage())
                        .log("a notice did not arrive");
            }
            if (attempt >= retries.size()) {
                return false;
            }
            TimeUnit.MILLISECONDS.sleep(retries.get(attempt).toMillis());
        }
    }

    long sent() {
        return sent.get();
    }

    long lost() {
        return lost.get();
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}

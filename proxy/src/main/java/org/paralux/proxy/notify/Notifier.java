package org.paralux.proxy.notify;

import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * Has notices sent, through every channel. {@link #tell} returns at once, whatever becomes of the notice. Thread-safe.
 */
public final class Notifier implements AutoCloseable {
    private final String cluster;
    private final List<Courier> couriers;
    private final NoticeGate gate;
    private long number;

    /** @param retries how long to wait before each further attempt */
    public Notifier(NotifySettings settings, String cluster, List<Duration> retries, LongSupplier nanoClock) {
        this.cluster = cluster;
        this.couriers = settings.channels().stream()
                .map(channel -> new Courier(channel, retries))
                .toList();
        this.gate = new NoticeGate(settings, nanoClock);
    }

    public void start() {
        couriers.forEach(Courier::start);
    }

    /**
     * Has {@code notice} sent, unless the same was told lately.
     *
     * @return whether it will be
     */
    public synchronized boolean tell(Notice notice) {
        if (!gate.lets(notice)) {
            return false;
        }
        Courier.Parcel parcel =
                new Courier.Parcel(notice.canWait(), ++number, notice.toJson(cluster, gate.takeUntold()));
        couriers.forEach(courier -> courier.take(parcel));
        return true;
    }

    /** How many arrived, once for each channel. */
    public long sent() {
        return couriers.stream().mapToLong(Courier::sent).sum();
    }

    /** How many did not arrive though they were tried again, or found no room. */
    public long lost() {
        return couriers.stream().mapToLong(Courier::lost).sum();
    }

    /** Ends as it stands. */
    @Override
    public void close() {
        couriers.forEach(Courier::close);
    }
}

package org.paralux.proxy.notify;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.LongSupplier;
import org.paralux.luxi.base.RecentMap;

/**
 * Lets each thing through once in a quiet period, and of what can wait at most {@value #NEWS} in all. What is urgent is
 * never held back by what is not. Not thread-safe.
 */
final class NoticeGate {
    static final int NEWS = 20;

    private static final int SUBJECTS = 4_096;

    private final NotifySettings settings;
    private final LongSupplier nanoClock;
    private final Deque<Long> news = new ArrayDeque<>();
    private final RecentMap<Notice.Subject, Long> told = new RecentMap<>(SUBJECTS);
    private long untold;

    NoticeGate(NotifySettings settings, LongSupplier nanoClock) {
        this.settings = settings;
        this.nanoClock = nanoClock;
    }

    boolean lets(Notice notice) {
        long now = nanoClock.getAsLong();
        if (notice.canWait() && !settings.news()) {
            return false;
        }
        Long last = told.get(notice.subject());
        if (last != null && isQuiet(last, now)) {
            return false;
        }
        if (notice.canWait() && !letsNews(now)) {
            untold++;
            return false;
        }
        told.put(notice.subject(), now);
        return true;
    }

    private boolean letsNews(long now) {
        while (!news.isEmpty() && !isQuiet(news.getFirst(), now)) {
            news.removeFirst();
        }
        if (news.size() >= NEWS) {
            return false;
        }
        news.addLast(now);
        return true;
    }

    private boolean isQuiet(long sinceNanos, long now) {
        Duration passed = Duration.ofNanos(now - sinceNanos);
        return passed.compareTo(settings.quiet()) < 0;
    }

    /** How many things were not told for lack of room since this was last asked. */
    long takeUntold() {
        long taken = untold;
        untold = 0;
        return taken;
    }
}

package org.paralux.proxy.shadow;

import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.paralux.diff.Comparer;
import org.paralux.diff.Rules;

/**
 * The comparison by the rules that hold on the day of a trial: a rule clears nothing before its approval, and nothing
 * after it has expired. Days are those of UTC.
 *
 * <p>Thread-safe.
 */
final class DailyComparer {
    private final InstantSource wallClock;
    private volatile Today today;

    private record Today(LocalDate day, Rules rules, Comparer comparer) {}

    DailyComparer(Rules rules, InstantSource wallClock) {
        this.wallClock = wallClock;
        this.today = on(day(), rules);
    }

    /** By those of {@code rules} that hold today. */
    Comparer comparer(Rules rules) {
        Today latest = today;
        LocalDate day = day();
        if (!latest.day.equals(day) || !latest.rules.equals(rules)) {
            latest = on(day, rules);
            today = latest;
        }
        return latest.comparer;
    }

    private static Today on(LocalDate day, Rules rules) {
        return new Today(day, rules, new Comparer(rules.on(day)));
    }

    private LocalDate day() {
        return LocalDate.ofInstant(wallClock.instant(), ZoneOffset.UTC);
    }
}

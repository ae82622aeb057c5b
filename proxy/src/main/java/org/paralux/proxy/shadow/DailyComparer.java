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
    private final Rules rules;
    private final InstantSource wallClock;
    private volatile Today today;

    private record Today(LocalDate day, Comparer comparer) {}

    DailyComparer(Rules rules, InstantSource wallClock) {
        this.rules = rules;
        this.wallClock = wallClock;
        this.today = on(day());
    }

    Comparer comparer() {
        Today latest = today;
        LocalDate day = day();
        if (!latest.day.equals(day)) {
            latest = on(day);
            today = latest;
        }
        return latest.comparer;
    }

    private Today on(LocalDate day) {
        return new Today(day, new Comparer(rules.on(day)));
    }

    private LocalDate day() {
        return LocalDate.ofInstant(wallClock.instant(), ZoneOffset.UTC);
    }
}

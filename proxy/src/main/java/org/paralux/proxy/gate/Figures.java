package org.paralux.proxy.gate;

import java.util.Locale;
import org.paralux.audit.statistics.Percent;

/** Numbers as people read them, shares apart. */
final class Figures {
    private Figures() {}

    static String times(double ratio) {
        return Percent.trimmed(String.format(Locale.ROOT, "%.2f", ratio)) + " times";
    }

    static String of(long count, long all) {
        return count + " of " + all;
    }
}

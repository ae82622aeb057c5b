package org.paralux.proxy.gate;

import java.util.Locale;

/** Numbers as people read them. */
final class Figures {
    private static final double HUNDRED = 100;

    private Figures() {}

    /** Two digits that count, such as {@code 0.12 %}. */
    static String share(double share) {
        double percent = HUNDRED * share;
        String text;
        if (percent >= 10 || percent == 0) {
            text = String.format(Locale.ROOT, "%.0f", percent);
        } else if (percent >= 1) {
            text = trimmed(String.format(Locale.ROOT, "%.1f", percent));
        } else if (percent >= 0.1) {
            text = trimmed(String.format(Locale.ROOT, "%.2f", percent));
        } else {
            text = trimmed(String.format(Locale.ROOT, "%.4f", percent));
        }
        return text + " %";
    }

    /** Without zeros at the end. */
    static String trimmed(String decimal) {
        return decimal.contains(".") ? decimal.replaceAll("\\.?0+$", "") : decimal;
    }

    static String times(double ratio) {
        return trimmed(String.format(Locale.ROOT, "%.2f", ratio)) + " times";
    }

    static String of(long count, long all) {
        return count + " of " + all;
    }
}

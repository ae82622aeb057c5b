package org.paralux.audit.statistics;

import java.util.Locale;

/** How shares are said, in reports and by gates alike. */
public final class Percent {
    private static final double HUNDRED = 100;
    private static final int MOST_DIGITS = 6;

    private Percent() {}

    /** To two digits that count, without zeros behind them: {@code 0.73 %}, {@code 0.05 %}, {@code 12 %}, {@code 100 %}. */
    public static String of(double share) {
        double percent = HUNDRED * share;
        if (percent == 0 || percent >= 9.95) {
            return Math.round(percent) + " %";
        }
        int digits = Math.clamp(1 - (int) Math.floor(Math.log10(percent)), 1, MOST_DIGITS);
        return trimmed(String.format(Locale.ROOT, "%." + digits + "f", percent)) + " %";
    }

    /** A decimal without zeros at its end. */
    public static String trimmed(String decimal) {
        return decimal.contains(".") ? decimal.replaceAll("\\.?0+$", "") : decimal;
    }
}

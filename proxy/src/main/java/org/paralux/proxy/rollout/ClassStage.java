package org.paralux.proxy.rollout;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.paralux.audit.statistics.Percent;

/**
 * The stage of a class, with what belongs to it. Its text is {@code canary 10%}, {@code enforce warn}, or the stage's word
 * alone.
 *
 * @param share of the class that the shadow answers, over 0 up to 1: 1 in every stage from split on, 0 before canary
 * @param warnOnly of enforce: nobody is refused yet, only counted
 */
public record ClassStage(Stage stage, double share, boolean warnOnly) {
    public static final ClassStage OBSERVE = new ClassStage(Stage.OBSERVE, 0, false);
    public static final ClassStage SHADOW = new ClassStage(Stage.SHADOW, 0, false);
    public static final ClassStage SPLIT = new ClassStage(Stage.SPLIT, 1, false);
    public static final ClassStage ENFORCE = new ClassStage(Stage.ENFORCE, 1, false);
    public static final ClassStage WARN = new ClassStage(Stage.ENFORCE, 1, true);

    private static final Pattern CANARY = Pattern.compile("canary +([0-9]{1,3}(?:\\.[0-9]{1,3})?) ?%");
    private static final String WARN_TEXT = Stage.ENFORCE.word() + " warn";

    public ClassStage {
        boolean fits = switch (stage) {
            case OBSERVE, SHADOW -> share == 0;
            case CANARY -> share > 0 && share <= 1;
            case SPLIT, ENFORCE -> share == 1;
        };
        if (!fits) {
            throw new IllegalArgumentException("share of " + stage.word() + ": " + share);
        }
        if (warnOnly && stage != Stage.ENFORCE) {
            throw new IllegalArgumentException("warn: " + stage.word() + " (expected: enforce)");
        }
    }

    /**
     * A canary.
     *
     * @param share over 0 up to 1
     */
    public static ClassStage canary(double share) {
        return new ClassStage(Stage.CANARY, share, false);
    }

    /**
     * The stage that a text names.
     *
     * @throws IllegalArgumentException saying what came and what is expected
     */
    public static ClassStage of(String text) {
        String word = text.strip().toLowerCase(Locale.ROOT);
        Matcher canary = CANARY.matcher(word);
        if (canary.matches()) {
            double share = new BigDecimal(canary.group(1)).movePointLeft(2).doubleValue();
            if (share > 0 && share <= 1) {
                return canary(share);
            }
        }
        return switch (word) {
            case "observe" -> OBSERVE;
            case "shadow" -> SHADOW;
            case "split" -> SPLIT;
            case "enforce" -> ENFORCE;
            case "enforce warn" -> WARN;
            default ->
                throw new IllegalArgumentException("stage: '" + text + "' (expected: "
                        + Arrays.stream(Stage.values()).map(ClassStage::example).collect(Collectors.joining(", "))
                        + ")");
        };
    }

    private static String example(Stage stage) {
        return switch (stage) {
            case CANARY -> "canary 10%";
            case ENFORCE -> WARN_TEXT + ", " + stage.word();
            case OBSERVE, SHADOW, SPLIT -> stage.word();
        };
    }

    @Override
    public String toString() {
        return switch (stage) {
            case CANARY -> stage.word() + " " + percent();
            case ENFORCE -> warnOnly ? WARN_TEXT : stage.word();
            case OBSERVE, SHADOW, SPLIT -> stage.word();
        };
    }

    private String percent() {
        return Percent.trimmed(String.format(Locale.ROOT, "%.3f", 100 * share)) + "%";
    }
}

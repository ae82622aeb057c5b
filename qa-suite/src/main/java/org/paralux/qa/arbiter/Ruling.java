package org.paralux.qa.arbiter;

import org.jspecify.annotations.Nullable;

/**
 * What the files say of one place at which two daemons differ.
 *
 * @param path of the divergence
 * @param where in the files; null where nothing is said
 * @param value that the files have, as JSON text; null where nothing is said
 * @param why nothing is said; null where something is
 */
public record Ruling(
        String path,
        Verdict verdict,
        @Nullable String where,
        @Nullable String value,
        @Nullable String why) {
    private static final int MAX_TEXT = 400;

    /** With which daemon the files agree. */
    public enum Verdict {
        PRIMARY,
        CANDIDATE,
        NEITHER,
        /** Both agree with the files: what differs is of no account to them. */
        BOTH,
        ABSTAINS;

        /** As reports print it. */
        public String word() {
            return switch (this) {
                case PRIMARY -> "primary";
                case CANDIDATE -> "candidate";
                case NEITHER -> "neither";
                case BOTH -> "both";
                case ABSTAINS -> "abstains";
            };
        }
    }

    static Ruling abstains(String path, String why) {
        return new Ruling(path, Verdict.ABSTAINS, null, null, why);
    }

    static Ruling of(String path, boolean primary, boolean candidate, Place place, String value) {
        Verdict verdict =
                primary ? candidate ? Verdict.BOTH : Verdict.PRIMARY : candidate ? Verdict.CANDIDATE : Verdict.NEITHER;
        String text = value.length() <= MAX_TEXT ? value : value.substring(0, MAX_TEXT) + "…";
        return new Ruling(path, verdict, place.text(), text, null);
    }

    /** In one line: {@code the primary is right: instances.<uuid>.beparams.maxmem is 128}. */
    public String text() {
        String subject = switch (verdict) {
            case PRIMARY -> "the primary is right";
            case CANDIDATE -> "the candidate is right";
            case NEITHER -> "neither is right";
            case BOTH -> "both are right";
            case ABSTAINS -> "nothing said";
        };
        return subject + ": " + (verdict == Verdict.ABSTAINS ? why : where + " is " + value);
    }
}

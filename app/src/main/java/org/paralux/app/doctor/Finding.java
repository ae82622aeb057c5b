package org.paralux.app.doctor;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One thing that was looked at.
 *
 * @param check what was looked at, in a word or two that scripts may rely on
 * @param said how it is
 * @param todo what to do about it; null where nothing is to be done
 */
public record Finding(
        Level level, String check, String said, @Nullable String todo) {
    /** How bad it is. */
    public enum Level {
        /** As it should be. */
        OK,
        /** To be known; nothing is wrong with it. */
        NOTE,
        /** To be put right. */
        WRONG;

        /** As it is printed. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static Finding ok(String check, String said) {
        return new Finding(Level.OK, check, said, null);
    }

    static Finding note(String check, String said, String todo) {
        return new Finding(Level.NOTE, check, said, todo);
    }

    static Finding wrong(String check, String said, String todo) {
        return new Finding(Level.WRONG, check, said, todo);
    }
}

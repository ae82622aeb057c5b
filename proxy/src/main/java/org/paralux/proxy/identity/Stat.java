package org.paralux.proxy.identity;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * What {@code /proc/PID/stat} says of a process.
 *
 * @param comm its short name, which it may choose, parentheses and blanks included
 * @param state one letter, see proc(5)
 * @param parent the pid of its parent; 0 for none that can be seen
 * @param startTicks when it was forked, in whole ticks since the boot, cut off; an exec leaves it as it is
 */
record Stat(String comm, char state, int parent, long startTicks) {
    private static final int STATE = 0;
    private static final int PARENT = 1;
    private static final int START = 19;

    /** Null for what is no such text. */
    static @Nullable Stat parse(byte[] text) {
        String line = new String(text, StandardCharsets.UTF_8);
        int open = line.indexOf('(');
        int close = line.lastIndexOf(") ");
        if (open < 0 || close < open) {
            return null;
        }
        String[] fields = line.substring(close + 2).split(" ", START + 2);
        if (fields.length <= START || fields[STATE].length() != 1) {
            return null;
        }
        try {
            return new Stat(
                    line.substring(open + 1, close),
                    fields[STATE].charAt(0),
                    Integer.parseInt(fields[PARENT]),
                    Long.parseLong(fields[START].strip()));
        } catch (NumberFormatException e) {
            return null;
        }
    }

    /** Whether it has ended: a zombie keeps its number and name, and no command line. */
    boolean hasEnded() {
        return state == 'Z' || state == 'X' || state == 'x';
    }

    boolean isSameProgramAs(Stat other) {
        return startTicks == other.startTicks && comm.equals(other.comm);
    }
}

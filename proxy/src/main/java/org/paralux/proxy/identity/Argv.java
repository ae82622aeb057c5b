package org.paralux.proxy.identity;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The arguments of a process as it was started, the program first, as far as they are read. They may hold passwords, so
 * {@link #toString()} tells their number alone.
 *
 * @param cut whether there were more
 */
record Argv(List<String> words, boolean cut) {
    static final int MAX_BYTES = 4096;
    static final int MAX_WORDS = 64;
    static final Argv NONE = new Argv(List.of(), false);

    Argv {
        words = List.copyOf(words);
    }

    /** The words in {@code text}, each ended by a zero byte, the last perhaps not. */
    static Argv parse(byte[] text) {
        List<String> words = new ArrayList<>();
        int start = 0;
        while (start < text.length && words.size() < MAX_WORDS) {
            int end = start;
            while (end < text.length && text[end] != 0) {
                end++;
            }
            words.add(new String(text, start, end - start, StandardCharsets.UTF_8));
            start = end + 1;
        }
        return new Argv(words, start < text.length || text.length >= MAX_BYTES);
    }

    boolean isEmpty() {
        return words.isEmpty();
    }

    @Override
    public String toString() {
        return "Argv[" + words.size() + " words]";
    }
}

package org.paralux.proxy.settle;

import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.paralux.luxi.LuxiJson;
import org.paralux.luxi.Payload;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * The names and numbers that a command contains: what it may be about. Never printed, never written.
 *
 * @param words null where they are not known or too many: then it may be about anything
 */
public record Mentions(@Nullable Set<String> words) {
    /** Of a write of which nothing is known. */
    public static final Mentions ANYTHING = new Mentions(null);

    private static final int MAX_WORDS = 2000;
    private static final int MAX_LENGTH = 255;
    private static final int BYTES_OF_ONE = 64;

    /** What is about the cluster names no object. */
    private static final Set<String> OF_THE_CLUSTER = Set.of("OP_CLUSTER_", "OP_TAGS_");

    public Mentions {
        words = words == null ? null : Set.copyOf(words);
    }

    /** Of all that stands in {@code command}; of anything where it cannot be read. */
    public static Mentions in(Payload command) {
        Set<String> words = new HashSet<>();
        try (JsonParser parser = LuxiJson.parser(command)) {
            for (JsonToken token; (token = parser.nextToken()) != null; ) {
                boolean isName = token == JsonToken.VALUE_STRING
                        || token == JsonToken.VALUE_NUMBER_INT
                        || token == JsonToken.PROPERTY_NAME;
                if (isName
                        && parser.getStringLength() <= MAX_LENGTH
                        && words.add(parser.getString())
                        && words.size() > MAX_WORDS) {
                    return ANYTHING;
                }
            }
            return new Mentions(words);
        } catch (JacksonException e) {
            return ANYTHING;
        }
    }

    /** About what it takes of the heap. */
    int bytes() {
        return words == null
                ? BYTES_OF_ONE
                : words.stream().mapToInt(word -> BYTES_OF_ONE + word.length()).sum();
    }

    Mentions with(String word) {
        if (words == null) {
            return this;
        }
        Set<String> more = new HashSet<>(words);
        more.add(word);
        return new Mentions(more);
    }

    /**
     * Whether it may be about an object.
     *
     * @param name null for what belongs to no object that has a name: the cluster
     * @param row another name of it; null where there is none
     */
    boolean mayMean(@Nullable String name, @Nullable String row) {
        if (words == null) {
            return true;
        }
        if (name == null && row == null) {
            return words.stream().anyMatch(word -> OF_THE_CLUSTER.stream().anyMatch(word::startsWith));
        }
        return hasNameOf(name) || hasNameOf(row);
    }

    /** A host may be named in part: by what stands before one of its dots. */
    private boolean hasNameOf(@Nullable String name) {
        if (name == null || words == null) {
            return false;
        }
        for (int dot = name.indexOf('.'); dot > 0; dot = name.indexOf('.', dot + 1)) {
            if (words.contains(name.substring(0, dot))) {
                return true;
            }
        }
        return words.contains(name);
    }

    @Override
    public String toString() {
        return "Mentions[" + (words == null ? "anything" : words.size()) + "]";
    }
}

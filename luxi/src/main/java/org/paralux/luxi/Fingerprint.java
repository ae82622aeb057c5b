package org.paralux.luxi;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.paralux.luxi.base.Sha256;

/**
 * A query with its literals removed, so that two queries of one program read the same whatever they ask about.
 *
 * <p>The text is {@code METHOD/RESOURCE fields=F names=N filter=S}, for example
 * {@code Query/node fields=mfree,name names=- filter=(| (= name ?))}. {@code F} is the fields sorted, repeats kept, or
 * {@code -} for null; {@code N} is {@code all} (null or an empty list), {@code some}, or {@code -} where the method takes
 * no names; {@code S} is the {@linkplain Filters#shape shape} of the filter. It does not depend on the order of fields or
 * operands, on literals, on object names, nor on {@code version} and white space.
 *
 * <p>Every word of the client that is not plain, and every part that is too long, stands as {@code #} and its digest: so
 * the text is ASCII, on one line, of a bounded length, and no choice of words makes one shape read like another. What is
 * no text where a field is due reads {@code ?}.
 *
 * @param text the readable form
 * @param id the first 64 bits of the text's SHA-256, as 16 hexadecimal digits
 */
public record Fingerprint(String text, String id) {
    private static final int DIGEST_BYTES = 8;

    /** Enough for all fields of an instance. */
    private static final int MAX_FIELDS_LENGTH = 8192;

    private static final int MAX_PLAIN_LENGTH = 64;

    static Fingerprint of(LuxiMethod method, QueryTerms terms) {
        StringBuilder text = new StringBuilder(method.wireName());
        if (terms.resource() != null) {
            text.append('/').append(word(terms.resource()));
        }
        text.append(" fields=").append(fields(terms.fields()));
        text.append(" names=").append(names(method, terms.names()));
        text.append(" filter=").append(Filters.shape(terms.filter()));
        return of(text.toString());
    }

    private static Fingerprint of(String text) {
        return new Fingerprint(text, digest(text));
    }

    private static String fields(@Nullable List<String> fields) {
        if (fields == null) {
            return "-";
        }
        String[] words = new String[fields.size()];
        for (int i = 0; i < words.length; i++) {
            words[i] = word(fields.get(i));
        }
        Arrays.sort(words);
        String list = String.join(",", words);
        return list.length() <= MAX_FIELDS_LENGTH ? list : "#" + digest(list);
    }

    private static String names(LuxiMethod method, @Nullable List<String> names) {
        return switch (method) {
            case QUERY_JOBS,
                    QUERY_INSTANCES,
                    QUERY_NODES,
                    QUERY_GROUPS,
                    QUERY_NETWORKS,
                    QUERY_EXPORTS,
                    QUERY_FILTERS,
                    QUERY_TAGS -> names == null || names.isEmpty() ? "all" : "some";
            default -> "-";
        };
    }

    /** {@code text} where it is plain, else its digest; {@code ?}, which stands for what was no text, stays. */
    static String word(String text) {
        return isPlain(text) || text.equals("?") ? text : "#" + digest(text);
    }

    /** Whether a word may stand as it is, as every resource and field of any release: it has nothing that separates. */
    private static boolean isPlain(String text) {
        if (text.isEmpty() || text.length() > MAX_PLAIN_LENGTH) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean wordly = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
            if (!wordly && (i == 0 || (c != '.' && c != '/' && c != ':' && c != '-'))) {
                return false;
            }
        }
        return true;
    }

    static String digest(String text) {
        return Sha256.hex(text, DIGEST_BYTES);
    }
}

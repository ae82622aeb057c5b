package org.paralux.luxi;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A query with its literals removed, so that two queries of one program read the same whatever they ask about.
 *
 * <p>The text is {@code METHOD/RESOURCE fields=F names=N filter=S}: {@code F} the fields sorted, repeats kept, or
 * {@code -} for none sent; {@code N} is {@code all} (null or an empty list), {@code some}, or {@code -} where the method
 * takes no names; {@code S} the {@linkplain Filters#shape shape} of the filter. It does not depend on the order of
 * fields or operands, on literals, on object names, nor on {@code version} and white space.
 *
 * @param text the readable form
 */
public record Fingerprint(String text) {
    private static final int DIGEST_BYTES = 8;

    static Fingerprint of(LuxiMethod method, QueryTerms terms) {
        StringBuilder text = new StringBuilder(method.wireName());
        if (terms.resource() != null) {
            text.append('/').append(terms.resource());
        }
        text.append(" fields=").append(fields(terms.fields()));
        text.append(" names=").append(names(method, terms.names()));
        text.append(" filter=").append(Filters.shape(terms.filter()));
        return new Fingerprint(text.toString());
    }

    /** The first 64 bits of the text's SHA-256, as 16 hexadecimal digits. */
    public String id() {
        return digest(text);
    }

    private static String fields(@Nullable List<String> fields) {
        return fields == null ? "-" : fields.stream().sorted().collect(Collectors.joining(","));
    }

    private static String names(LuxiMethod method, @Nullable List<String> names) {
        return switch (method) {
            case QUERY_JOBS, QUERY_INSTANCES, QUERY_NODES, QUERY_GROUPS, QUERY_NETWORKS, QUERY_EXPORTS, QUERY_FILTERS ->
                names == null || names.isEmpty() ? "all" : "some";
            default -> "-";
        };
    }

    static String digest(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, DIGEST_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }
}

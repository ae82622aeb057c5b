package org.paralux.qa.finding;

import java.util.Comparator;
import org.jspecify.annotations.Nullable;
import org.paralux.luxi.Query;

/**
 * What is taken for one and the same difference, by whichever query it shows.
 *
 * @param subject the resource, or the call where there is none: {@code instance}, {@code QueryClusterInfo}
 * @param kind of divergence, or the verdict where nothing diverges
 * @param cause its name, or why there is no reply
 * @param field null where it is about rows or the whole reply
 */
public record FindingKey(
        String subject, String kind, String cause, @Nullable String field) implements Comparable<FindingKey> {
    private static final Comparator<FindingKey> ORDER = Comparator.comparing(FindingKey::text);

    static FindingKey of(@Nullable Query query, String kind, String cause, @Nullable String field) {
        return new FindingKey(subject(query), kind, cause, field);
    }

    private static String subject(@Nullable Query query) {
        if (query == null) {
            return "malformed request";
        }
        String resource = query.terms().resource();
        return switch (query.method()) {
            case QUERY_TAGS -> "tags";
            case QUERY_CONFIG_VALUES, QUERY_CLUSTER_INFO -> query.methodName();
            default -> resource == null ? query.methodName() : resource;
        };
    }

    /** As reports and baselines print it: {@code instance value/enum-spelling status}. */
    public String text() {
        return subject + " " + kind + "/" + cause + (field == null ? "" : " " + field);
    }

    @Override
    public int compareTo(FindingKey other) {
        return ORDER.compare(this, other);
    }
}

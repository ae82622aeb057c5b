package org.paralux.diff;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.paralux.luxi.Payload;
import org.paralux.luxi.Query;

/** Short words for what most tests say of two replies. */
final class Replies {
    private static final Comparer COMPARER = new Comparer(Rules.shipped());

    private Replies() {}

    static Query query(String json) {
        return Query.in(Payload.of(json)).orElseThrow(() -> new AssertionError("no query: " + json));
    }

    static Query query(String resource, String... fields) {
        return query("{\"method\":\"Query\",\"args\":[\"" + resource + "\"," + quoted(fields) + ",null]}");
    }

    static String quoted(String... words) {
        return List.of(words).stream().map(word -> "\"" + word + "\"").collect(Collectors.joining(",", "[", "]"));
    }

    static String success(String result) {
        return "{\"success\":true,\"result\":" + result + "}";
    }

    static String failure(String result) {
        return "{\"success\":false,\"result\":" + result + "}";
    }

    /** The reply to {@code Query}; each field's definition is its name and no more. */
    static String rows(String fields, String... rows) {
        String definitions = List.of(fields.split(" ")).stream()
                .map(name -> "{\"name\":\"" + name + "\",\"title\":\"" + name + "\",\"kind\":\"other\",\"doc\":\"\"}")
                .collect(Collectors.joining(","));
        return success("{\"fields\":[" + definitions + "],\"data\":[" + String.join(",", rows) + "]}");
    }

    static Comparison compare(@Nullable Query query, String primary, String shadow) {
        return COMPARER.compare(query, Payload.of(primary), Payload.of(shadow));
    }

    /** The divergences, one a line: path, kind, cause. */
    static String told(Comparison comparison) {
        return comparison.verdict() == Verdict.DIVERGENT
                ? comparison.divergences().stream()
                        .map(each -> each.path() + " " + each.kind().word() + " "
                                + each.cause().word())
                        .collect(Collectors.joining("\n"))
                : comparison.verdict().word();
    }
}

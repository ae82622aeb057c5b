package org.paralux.qa.ask;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.paralux.luxi.LuxiMethod;
import org.paralux.luxi.LuxiRequest;
import org.paralux.luxi.Payload;
import org.paralux.luxi.Query;
import org.paralux.luxi.RequestKind;

/**
 * The content of a frame that changes nothing, whoever reads it and however wrongly: a {@link Query}, or what is none and
 * in which no command is named. Only these are ever put to a daemon by the suite, so no job is submitted.
 */
public final class HarmlessRequest {
    private static final List<String> DANGEROUS = Arrays.stream(LuxiMethod.values())
            .filter(method -> method.kind() == RequestKind.COMMAND || method.kind() == RequestKind.WAIT)
            .map(LuxiMethod::wireName)
            .toList();

    /** A letter of a command's name may hide behind one of these. */
    private static final String ESCAPED_LETTER = "\\u00";

    /** By which the answers to what is no query are compared: the plainest there is. */
    private static final Query PLAIN = Query.in(Payload.of("{\"method\": \"QueryClusterInfo\", \"args\": []}"))
            .orElseThrow();

    private final Payload payload;
    private final @Nullable Query query;

    private HarmlessRequest(Payload payload, @Nullable Query query) {
        this.payload = payload;
        this.query = query;
    }

    public static HarmlessRequest of(Query query) {
        return new HarmlessRequest(query.payload(), query);
    }

    /** The request in {@code payload}, or empty where it might change something. */
    public static Optional<HarmlessRequest> in(Payload payload) {
        return switch (LuxiRequest.in(payload)) {
            case Query query -> Optional.of(of(query));
            case LuxiRequest.MalformedQuery _, LuxiRequest.Unknown _ ->
                namesCommand(payload) ? Optional.empty() : Optional.of(new HarmlessRequest(payload, null));
            case LuxiRequest.LockQuery _, LuxiRequest.Command _, LuxiRequest.Wait _ -> Optional.empty();
        };
    }

    /**
     * The request in {@code payload}, which is known to be one.
     *
     * @throws IllegalArgumentException where it might change something
     */
    public static HarmlessRequest required(Payload payload) {
        return in(payload)
                .orElseThrow(() -> new IllegalArgumentException(
                        "request: " + LuxiRequest.in(payload) + " (expected: what changes nothing)"));
    }

    private static boolean namesCommand(Payload payload) {
        String text = new String(payload.unsafeBytes(), StandardCharsets.ISO_8859_1);
        return text.contains(ESCAPED_LETTER) || DANGEROUS.stream().anyMatch(text::contains);
    }

    public Payload payload() {
        return payload;
    }

    /** Null where it is no well-formed query. */
    public @Nullable Query query() {
        return query;
    }

    /** The query by which two answers to it are compared. */
    public Query comparedAs() {
        return query == null ? PLAIN : query;
    }

    /** The class of a query; {@code malformed} of what is none. */
    public String queryClass() {
        return query == null ? "malformed" : query.queryClass().name();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof HarmlessRequest that && payload.equals(that.payload);
    }

    @Override
    public int hashCode() {
        return payload.hashCode();
    }

    @Override
    public String toString() {
        return "HarmlessRequest[" + queryClass() + "]";
    }
}

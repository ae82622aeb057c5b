package org.paralux.luxi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Everything recorded from a real daemon reads as it does to a naive reader. */
class RecordedExchangesTest {
    private static final Map<String, Set<String>> LIVE = Map.of(
            "node",
            Set.of(
                    "bootid",
                    "cnodes",
                    "cnos",
                    "csockets",
                    "ctotal",
                    "dfree",
                    "dtotal",
                    "mfree",
                    "mnode",
                    "mtotal",
                    "spfree",
                    "sptotal"),
            "instance",
            Set.of("console", "oper_ram", "oper_state", "oper_vcpus", "status"));

    static List<Recorded> all() {
        return Recorded.all();
    }

    @Test
    void theRecordIsComplete() {
        List<Recorded> all = all();
        assertEquals(322, all.size());
        assertEquals(322, all.stream().map(Recorded::name).distinct().count());
    }

    @ParameterizedTest
    @MethodSource("all")
    void aRequestIsWhatItsMethodSays(Recorded exchange) {
        for (Payload message : exchange.requests()) {
            LuxiRequest request = LuxiRequest.in(message);
            assertEquals(NaiveReading.isBeyondDoubt(message), request instanceof Query, request::toString);
            Optional<String> method = NaiveReading.object(message, NaiveJson.Repeated.FIRST_COUNTS)
                    .map(NaiveReading::method);
            if (method.isPresent()) {
                assertEquals(kind(method.get()), request.kind(), request::toString);
                assertEquals(method.get(), request.methodName());
            }
        }
    }

    private static RequestKind kind(String method) {
        if (NaiveReading.READ_ONLY.containsKey(method)) {
            return RequestKind.QUERY;
        }
        if (NaiveReading.COMMANDS.contains(method)) {
            return RequestKind.COMMAND;
        }
        return method.equals(NaiveReading.WAIT) ? RequestKind.WAIT : RequestKind.UNKNOWN;
    }

    @ParameterizedTest
    @MethodSource("all")
    void aQueryHasTheClassAndTheTermsThatItsArgumentsSay(Recorded exchange) {
        for (Payload message : exchange.requests()) {
            if (LuxiRequest.in(message) instanceof Query query) {
                Map<?, ?> naive = NaiveReading.object(message, NaiveJson.Repeated.LAST_COUNTS)
                        .orElseThrow();
                String method = Objects.requireNonNull(NaiveReading.method(naive));
                List<?> args = (List<?>) Objects.requireNonNull(naive.get("args"));
                assertEquals(className(method, args), query.queryClass().name());
                assertTrue(query.fingerprint().text().startsWith(method), query::toString);
                assertTrue(query.fingerprint().id().matches("[0-9a-f]{16}"), query::toString);
                assertEquals(message, query.payload());
            }
        }
    }

    /** Any text among fields and filter that names a live field; no literal of the record does. */
    private static String className(String method, List<?> args) {
        String resource = switch (method) {
            case "QueryClusterInfo", "QueryConfigValues" -> null;
            case "Query", "QueryFields", "QueryTags" -> known(args.getFirst());
            default ->
                method.substring("Query".length()).toLowerCase(Locale.ROOT).replaceFirst("s$", "");
        };
        boolean isLive = switch (method) {
            case "QueryFields", "QueryTags", "QueryClusterInfo", "QueryConfigValues" -> false;
            default ->
                Set.of("export", "os", "extstorage").contains(resource)
                        || mentions(args.subList(1, args.size()), LIVE.getOrDefault(resource, Set.of()));
        };
        return method + (resource == null ? "" : "/" + resource) + (isLive ? "/live" : "");
    }

    private static String known(@Nullable Object resource) {
        Set<String> known = Set.of(
                "cluster",
                "instance",
                "node",
                "group",
                "nodegroup",
                "network",
                "job",
                "os",
                "export",
                "extstorage",
                "filter");
        return resource instanceof String text && known.contains(text) ? text : "unknown";
    }

    private static boolean mentions(@Nullable Object value, Set<String> words) {
        return value instanceof List<?> list
                ? list.stream().anyMatch(member -> mentions(member, words))
                : value instanceof String text && words.contains(text);
    }

    @ParameterizedTest
    @MethodSource("all")
    void aReplyIsWhatItsBytesSay(Recorded exchange) {
        for (Payload message : exchange.replies()) {
            Map<?, ?> naive =
                    (Map<?, ?>) Objects.requireNonNull(NaiveJson.read(text(message), NaiveJson.Repeated.LAST_COUNTS));
            LuxiReply reply = LuxiReply.in(message);
            if (Boolean.TRUE.equals(naive.get("success"))) {
                assertEquals(new LuxiReply.Success(), reply);
            } else if (naive.get("result") instanceof String) {
                assertInstanceOf(LuxiReply.FailureText.class, reply);
            } else {
                LuxiReply.Failure failure = assertInstanceOf(LuxiReply.Failure.class, reply);
                List<?> pair = (List<?>) Objects.requireNonNull(naive.get("result"));
                List<?> arguments = pair.get(1) instanceof List<?> list ? list : List.of();
                assertEquals(pair.getFirst(), failure.errorClass());
                assertEquals(arguments.size(), failure.arguments().size());
                assertEquals(
                        arguments.size() == 2 ? arguments.get(1) : null,
                        failure.code().orElse(null));
            }
        }
    }

    /** As UTF-8, else one character a byte; luxid's raw control characters as question marks. */
    private static String text(Payload message) {
        String text;
        try {
            text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(message.asByteBuffer())
                    .toString();
        } catch (CharacterCodingException e) {
            text = new String(message.toByteArray(), StandardCharsets.ISO_8859_1);
        }
        return text.replaceAll("\\p{Cntrl}", "?");
    }

    /** Else the comparisons above would prove nothing. */
    @Test
    void theRecordHasEveryKind() {
        Map<RequestKind, Long> kinds = all().stream()
                .flatMap(exchange -> exchange.requests().stream())
                .collect(Collectors.groupingBy(
                        message -> LuxiRequest.in(message).kind(),
                        () -> new EnumMap<>(RequestKind.class),
                        Collectors.counting()));
        assertEquals(Set.of(RequestKind.values()), kinds.keySet());
        long queries = all().stream()
                .flatMap(exchange -> exchange.requests().stream())
                .filter(message -> Query.in(message).isPresent())
                .count();
        assertTrue(queries > 150, () -> "only " + queries + " queries");
        Set<Class<?>> replies = all().stream()
                .flatMap(exchange -> exchange.replies().stream())
                .map(LuxiReply::in)
                .collect(Collectors.groupingBy(Object::getClass))
                .keySet();
        assertEquals(Set.of(LuxiReply.Success.class, LuxiReply.Failure.class, LuxiReply.FailureText.class), replies);
    }
}

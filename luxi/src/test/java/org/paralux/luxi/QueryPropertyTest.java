package org.paralux.luxi;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No message in which any reader could see more than a query is ever a {@link Query}. */
class QueryPropertyTest {
    private static final int MESSAGES = 5_000;

    @ParameterizedTest
    @ValueSource(longs = {1, 20, 300, 4_000})
    void whateverKeysAreRepeated(long seed) {
        Random random = new Random(seed);
        int queries = 0;
        int temptations = 0;
        for (int i = 0; i < MESSAGES; i++) {
            String message = new Generator(random).message();
            Payload payload = Payload.of(message);
            boolean isQuery = readEitherWay(payload) instanceof Query;
            boolean isBeyondDoubt = NaiveReading.isBeyondDoubt(payload);
            if (isQuery) {
                assertTrue(isBeyondDoubt, () -> "seed " + seed + ": " + message);
                queries++;
            } else if (isBeyondDoubt) {
                // Two readers may agree on a message with a key twice; it is no query all the same.
                String request = LuxiRequest.in(payload).toString();
                assertTrue(request.contains("repeated keys") || request.contains("several methods"), message);
            }
            if (NaiveReading.someReaderSeesMoreThanAQuery(payload)) {
                assertFalse(isQuery, () -> "seed " + seed + ": " + message);
                temptations++;
            }
        }
        assertTrue(queries > MESSAGES / 100, "only " + queries + " queries");
        assertTrue(temptations > MESSAGES / 100, "only " + temptations + " temptations");
    }

    /** Bytes changed, lost, doubled, and messages grafted onto one another. */
    @ParameterizedTest
    @ValueSource(longs = {5, 60, 700})
    void howeverAMessageIsDamaged(long seed) {
        Random random = new Random(seed);
        List<Payload> sound = Recorded.all().stream()
                .flatMap(exchange -> exchange.requests().stream())
                .toList();
        int queries = 0;
        for (int i = 0; i < MESSAGES; i++) {
            byte[] bytes = sound.get(random.nextInt(sound.size())).toByteArray();
            byte[] other = sound.get(random.nextInt(sound.size())).toByteArray();
            for (int damage = random.nextInt(3); damage >= 0; damage--) {
                bytes = damaged(bytes, other, random);
            }
            Payload payload = Payload.wrap(bytes);
            if (readEitherWay(payload) instanceof Query) {
                assertTrue(
                        NaiveReading.isBeyondDoubt(payload),
                        () -> "seed " + seed + ": " + new String(payload.toByteArray(), UTF_8));
                queries++;
            }
        }
        assertTrue(queries > MESSAGES / 100, "only " + queries + " queries");
    }

    /** A request read at once is what it is in two passes. */
    private static LuxiRequest readEitherWay(Payload payload) {
        LuxiRequest request = LuxiRequest.in(payload);
        LuxiRequest inTwoPasses = RequestParser.inTwoPasses(payload);
        if (request instanceof Query query && inTwoPasses instanceof Query other) {
            assertEquals(other.method(), query.method());
            assertEquals(other.terms(), query.terms());
            assertEquals(other.toString(), query.toString());
        } else {
            assertEquals(inTwoPasses, request, () -> new String(payload.toByteArray(), UTF_8));
        }
        return request;
    }

    private static byte[] damaged(byte[] bytes, byte[] other, Random random) {
        int from = random.nextInt(bytes.length + 1);
        int to = from + random.nextInt(Math.min(12, bytes.length - from) + 1);
        byte[] middle = switch (random.nextInt(5)) {
            case 0 -> new byte[0];
            case 1 -> new byte[] {(byte) random.nextInt(256)};
            case 2 -> "\"{}[]:,\\ \n".substring(random.nextInt(10)).getBytes(UTF_8);
            case 3 -> Arrays.copyOfRange(bytes, from, Math.min(bytes.length, from + random.nextInt(40)));
            default -> slice(other, random);
        };
        byte[] result = new byte[from + middle.length + bytes.length - to];
        System.arraycopy(bytes, 0, result, 0, from);
        System.arraycopy(middle, 0, result, from, middle.length);
        System.arraycopy(bytes, to, result, from + middle.length, bytes.length - to);
        return result;
    }

    private static byte[] slice(byte[] bytes, Random random) {
        int from = random.nextInt(bytes.length + 1);
        return Arrays.copyOfRange(bytes, from, Math.min(bytes.length, from + random.nextInt(60)));
    }

    /** Requests of few keys, so that they meet often, at every depth. */
    private static final class Generator {
        private static final List<String> METHODS = List.of(
                "QueryTags", "QueryFields", "QueryClusterInfo", "SubmitJob", "CancelJob", "WaitForJobChange", "x");
        private static final List<String> KEYS = List.of("method", "args", "version", "OP_ID");

        private final Random random;

        Generator(Random random) {
            this.random = random;
        }

        String message() {
            StringBuilder message = new StringBuilder("{");
            int members = 1 + random.nextInt(4);
            for (int i = 0; i < members; i++) {
                message.append(i == 0 ? "" : ",").append(member());
            }
            return message.append('}').toString();
        }

        private String member() {
            String key = pick(KEYS);
            String value = switch (key) {
                case "method" -> random.nextInt(8) == 0 ? value(0) : '"' + text(pick(METHODS)) + '"';
                case "args" -> random.nextInt(8) == 0 ? value(0) : '[' + value(0) + ',' + value(0) + ']';
                default -> value(0);
            };
            return '"' + text(key) + "\":" + value;
        }

        private String value(int depth) {
            return switch (random.nextInt(depth < 3 ? 7 : 4)) {
                case 0 -> "null";
                case 1 -> String.valueOf(random.nextInt(100));
                case 2 -> "\"node\"";
                case 3 -> random.nextInt(4) == 0 ? "\"lock\"" : "\"name\"";
                case 4, 5 -> '[' + value(depth + 1) + ',' + value(depth + 1) + ']';
                default ->
                    "{\"" + text("a") + "\":" + value(depth + 1) + ",\"" + text(pick(List.of("a", "b"))) + "\":"
                            + value(depth + 1) + '}';
            };
        }

        private String text(String plain) {
            return switch (random.nextInt(4)) {
                case 0 -> Messages.escaped(plain);
                case 1 -> Messages.escaped(plain.substring(0, 1)) + plain.substring(1);
                default -> plain;
            };
        }

        private String pick(List<String> from) {
            return from.get(random.nextInt(from.size()));
        }
    }
}

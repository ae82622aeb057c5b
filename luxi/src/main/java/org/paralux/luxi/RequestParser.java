package org.paralux.luxi;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.JsonNode;

/**
 * Reads one request. What begins like a query is read at once, by a parser that refuses whatever would need a second look;
 * where it does, and of all others, the request is read in two passes. The first walks the tokens and finds the method; it
 * builds nothing, so the arguments of commands are never held. Only for a query does the second build the arguments, and
 * refuses repeated keys while it does.
 *
 * <p>A request that is not UTF-8 is never a {@link Query}: luxid reads each wrong byte as U+FFFD and masterd hangs up, and
 * of a reader that left such bytes out, {@code "meth\xFFod"} would be the method.
 */
final class RequestParser {
    private static final Pattern OPCODE = Pattern.compile("OP_[A-Z0-9_]{1,60}");

    /** The numbers without digits that a daemon may take. Jackson takes {@code +INF} and the like too. */
    private static final Set<String> BARE_WORDS = Set.of("NaN", "Infinity", "-Infinity");

    /** Within it, what Ganeti's clients send has named the method. */
    private static final int BEGINNING_BYTES = 32;

    private static final String BEGINNING_OF_A_QUERY = "\"Query";

    private RequestParser() {}

    static LuxiRequest parse(Payload message) {
        LuxiRequest query = beginsLikeAQuery(message) ? wellFormedQuery(message) : null;
        return query != null ? query : inTwoPasses(message);
    }

    /** Only to save time: of a command nothing is built, and what is no well-formed query is read in two passes anyway. */
    private static boolean beginsLikeAQuery(Payload message) {
        return !message.isMapped()
                && message.text(0, Math.min(message.length(), BEGINNING_BYTES), StandardCharsets.ISO_8859_1)
                        .contains(BEGINNING_OF_A_QUERY);
    }

    /**
     * The query in {@code message}, or what it is instead by its arguments; null where the message is anything but one
     * JSON object in UTF-8 of known method, without a repeated key and without a number that has no digits.
     */
    private static @Nullable LuxiRequest wellFormedQuery(Payload message) {
        if (!LuxiJson.isUtf8(message)) {
            return null;
        }
        try (JsonParser parser = LuxiJson.plainParser(message)) {
            JsonNode request = parser.readValueAsTree();
            if (request == null || parser.nextToken() != null) {
                return null;
            }
            JsonNode name = request.path("method");
            LuxiMethod method = name.isString()
                    ? LuxiMethod.fromWireName(name.stringValue()).orElse(null)
                    : null;
            return method == null || method.kind() != RequestKind.QUERY
                    ? null
                    : query(message, method, request.path("args"));
        } catch (JacksonException e) {
            return null;
        }
    }

    /** As {@link #parse}, whatever the message begins like. */
    static LuxiRequest inTwoPasses(Payload message) {
        Outline outline = Outline.of(message);
        if (outline.methods.isEmpty()) {
            return new LuxiRequest.Unknown(null, outline.problem == null ? "no method" : outline.problem);
        }
        if (outline.methods.size() > 1) {
            return severalMethods(outline);
        }
        String name = outline.methods.iterator().next();
        Optional<LuxiMethod> known = LuxiMethod.fromWireName(name);
        if (known.isEmpty()) {
            return new LuxiRequest.Unknown(name, "no such method");
        }
        LuxiMethod method = known.get();
        return switch (method.kind()) {
            case COMMAND -> new LuxiRequest.Command(method, outline.opcodes);
            case WAIT -> new LuxiRequest.Wait(method);
            case QUERY -> query(message, method, outline.problem);
            case UNKNOWN -> throw new AssertionError(method);
        };
    }

    /** The readers disagree on which method counts; only where all are queries do we know as much. */
    private static LuxiRequest severalMethods(Outline outline) {
        List<LuxiMethod> queries = outline.methods.stream()
                .flatMap(name -> LuxiMethod.fromWireName(name).stream())
                .filter(method -> method.kind() == RequestKind.QUERY)
                .toList();
        return queries.size() == outline.methods.size()
                ? new LuxiRequest.MalformedQuery(queries.getFirst(), "several methods")
                : new LuxiRequest.Unknown(null, "several methods");
    }

    private static LuxiRequest query(Payload message, LuxiMethod method, @Nullable String problem) {
        if (problem != null) {
            return new LuxiRequest.MalformedQuery(method, problem);
        }
        if (!LuxiJson.isUtf8(message)) {
            return new LuxiRequest.MalformedQuery(method, "not UTF-8");
        }
        JsonNode args;
        try (JsonParser parser = LuxiJson.oneOfEachKeyParser(message)) {
            args = ((JsonNode) parser.readValueAsTree()).path("args");
        } catch (JacksonException e) {
            return new LuxiRequest.MalformedQuery(method, "repeated keys");
        }
        return query(message, method, args);
    }

    private static LuxiRequest query(Payload message, LuxiMethod method, JsonNode args) {
        if (!args.isArray()) {
            return new LuxiRequest.MalformedQuery(method, "args is no list");
        }
        if (!method.takes(args.size())) {
            return new LuxiRequest.MalformedQuery(
                    method, "args has " + args.size() + " members (expected: " + method.arity() + ")");
        }
        QueryTerms terms = terms(method, args);
        boolean lock = "lock".equals(terms.resource())
                && (method == LuxiMethod.QUERY_ANY || method == LuxiMethod.QUERY_FIELDS);
        return lock ? new LuxiRequest.LockQuery(method, terms) : new Query(message, method, terms);
    }

    private static QueryTerms terms(LuxiMethod method, JsonNode args) {
        return switch (method) {
            case QUERY_ANY -> new QueryTerms(text(args.get(0)), texts(args.get(1)), null, orNull(args.get(2)));
            case QUERY_FIELDS -> new QueryTerms(text(args.get(0)), texts(args.get(1)), null, null);
            case QUERY_JOBS -> new QueryTerms("job", texts(args.get(1)), texts(args.get(0)), null);
            case QUERY_INSTANCES -> new QueryTerms("instance", texts(args.get(1)), texts(args.get(0)), null);
            case QUERY_NODES -> new QueryTerms("node", texts(args.get(1)), texts(args.get(0)), null);
            case QUERY_GROUPS -> new QueryTerms("group", texts(args.get(1)), texts(args.get(0)), null);
            case QUERY_NETWORKS -> new QueryTerms("network", texts(args.get(1)), texts(args.get(0)), null);
            case QUERY_FILTERS -> new QueryTerms("filter", texts(args.get(1)), texts(args.get(0)), null);
            case QUERY_EXPORTS -> new QueryTerms("export", null, texts(args.get(0)), null);
            case QUERY_CONFIG_VALUES -> new QueryTerms(null, texts(args.get(0)), null, null);
            case QUERY_TAGS -> new QueryTerms(text(args.get(0)), null, oneText(args.get(1)), null);
            default -> new QueryTerms(null, null, null, null);
        };
    }

    private static @Nullable String text(JsonNode node) {
        return node.isString() ? node.stringValue() : null;
    }

    private static @Nullable List<String> oneText(JsonNode node) {
        return node.isNull() ? null : List.of(textOrMark(node));
    }

    private static @Nullable JsonNode orNull(JsonNode node) {
        return node.isNull() ? null : node;
    }

    /** The members as text, a job id by its digits; what is neither, or no list, reads {@code ?}. */
    private static @Nullable List<String> texts(JsonNode node) {
        if (node.isNull()) {
            return null;
        }
        if (!node.isArray()) {
            return List.of("?");
        }
        List<String> texts = new ArrayList<>(node.size());
        for (JsonNode member : node) {
            texts.add(textOrMark(member));
        }
        return texts;
    }

    private static String textOrMark(JsonNode node) {
        return node.isString() || node.isIntegralNumber() ? node.asString() : "?";
    }

    /** What the first pass saw. */
    private static final class Outline {
        private final Set<String> methods = new LinkedHashSet<>();
        private final List<String> opcodes = new ArrayList<>();
        private @Nullable String problem;

        static Outline of(Payload message) {
            Outline outline = new Outline();
            try (JsonParser parser = LuxiJson.requestParser(message)) {
                outline.read(parser);
            } catch (JacksonException e) {
                outline.problem = LuxiJson.describe(e);
            }
            return outline;
        }

        private void read(JsonParser parser) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                problem = "no JSON object";
                return;
            }
            int depth = 1;
            String member = "";
            while (depth > 0) {
                JsonToken token = parser.nextToken();
                if (token == null) {
                    problem = "the object has no end";
                    return;
                }
                if (token == JsonToken.PROPERTY_NAME) {
                    member = parser.currentName();
                } else if (token.isStructStart()) {
                    depth++;
                } else if (token.isStructEnd()) {
                    depth--;
                } else if (token == JsonToken.VALUE_STRING) {
                    text(member, depth, parser);
                } else if (parser.isNaN() && !BARE_WORDS.contains(parser.getString())) {
                    problem = "a number that is none";
                    return;
                }
            }
            if (parser.nextToken() != null) {
                problem = "more than one object";
            }
        }

        private void text(String member, int depth, JsonParser parser) {
            if (depth == 1 && member.equals("method")) {
                methods.add(parser.getString());
            } else if (depth > 1 && member.equals("OP_ID") && opcodes.size() < LuxiRequest.Command.MAX_OPCODES) {
                String opcode = parser.getString();
                opcodes.add(OPCODE.matcher(opcode).matches() ? opcode : "?");
            }
        }
    }
}

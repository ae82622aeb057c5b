package org.paralux.luxi;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * The two ends of a reply too large to keep, which say whether it succeeded: luxid writes {@code success} first, masterd
 * last.
 *
 * <p>The head is read token by token. The tail may begin inside a text, and still tells: where a well-formed reply ends
 * with a comma, {@code "success": true} and a brace,
 *
 * <ul>
 *   <li>the first quote follows a comma or white space, so it is not escaped: it begins a text or ends one;
 *   <li>if it ended one, the bare word {@code success} would follow, which is no JSON; so it begins the text
 *       {@code success}, and the colon makes that a key;
 *   <li>only white space follows the brace, so that closes the outermost object, and the key is one of its own.
 * </ul>
 *
 * <p>What the ends cannot show is taken on trust: that the middle is well-formed, and that {@code success} does not
 * stand there once more, as neither daemon lets it.
 *
 * @param head the first bytes
 * @param tail the last bytes; the two may overlap
 * @param length of the whole reply without its ETX, in bytes
 */
public record ReplyEnds(Payload head, Payload tail, long length) {
    private static final Pattern LAST_MEMBER = Pattern.compile(", *\"success\" *: *(true|false) *} *\\z");
    private static final Pattern END_OF_OBJECT = Pattern.compile("} *\\z");

    /** How a success begins or ends, in luxid's style of text and in masterd's. */
    private static final List<byte[]> SUCCESS_FIRST =
            List.of(ascii("{\"success\":true,\"result\":"), ascii("{\"success\": true, \"result\": "));

    private static final List<byte[]> SUCCESS_LAST =
            List.of(ascii(",\"success\":true}"), ascii(", \"success\": true}"));

    public ReplyEnds {
        int longerEnd = Math.max(head.length(), tail.length());
        if (length < longerEnd) {
            throw new IllegalArgumentException("length: " + length + " (expected: >= " + longerEnd + ")");
        }
    }

    /** Whether the reply says that the call succeeded; empty where its ends leave a doubt. Never throws. */
    public Optional<Boolean> success() {
        if (length == head.length()) {
            return successOfWhole();
        }
        Head begin = new Head(inert(head));
        String end = inert(tail);
        if (!begin.isSound || !END_OF_OBJECT.matcher(end).find()) {
            return Optional.empty();
        }
        Matcher last = LAST_MEMBER.matcher(end);
        if (!last.find()) {
            return Optional.ofNullable(begin.success);
        }
        boolean success = last.group(1).equals("true");
        return begin.success == null || begin.success == success ? Optional.of(success) : Optional.empty();
    }

    /**
     * Whether a whole reply begins or ends to the byte as a daemon writes a success: a look at two dozen bytes, for most
     * replies. False says nothing. The middle is taken on trust, as above.
     */
    public static boolean arePlainSuccess(Payload reply) {
        int end = reply.length() - (reply.length() > 0 && reply.byteAt(reply.length() - 1) == '\n' ? 1 : 0);
        boolean isObject = end > 1 && reply.byteAt(0) == '{' && reply.byteAt(end - 1) == '}';
        return isObject
                && (SUCCESS_FIRST.stream().anyMatch(text -> holds(reply, 0, text))
                        || SUCCESS_LAST.stream().anyMatch(text -> holds(reply, end - text.length, text)));
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static boolean holds(Payload reply, int from, byte[] text) {
        if (from < 0 || from + text.length > reply.length()) {
            return false;
        }
        for (int i = 0; i < text.length; i++) {
            if (reply.byteAt(from + i) != text[i]) {
                return false;
            }
        }
        return true;
    }

    private Optional<Boolean> successOfWhole() {
        return switch (LuxiReply.in(head)) {
            case LuxiReply.Success() -> Optional.of(true);
            case LuxiReply.Failure _, LuxiReply.FailureText _ -> Optional.of(false);
            case LuxiReply.Malformed _ -> Optional.empty();
        };
    }

    /**
     * The bytes as printable ASCII, one character each: white space as a space, and as {@code ?} all that can stand only
     * inside a text. So neither a character cut in two nor one that luxid damaged is in the way.
     */
    private static String inert(Payload payload) {
        StringBuilder text = new StringBuilder(payload.length());
        for (int i = 0; i < payload.length(); i++) {
            byte b = payload.byteAt(i);
            text.append(
                    switch (b) {
                        case '\t', '\n', '\r' -> ' ';
                        default -> b >= ' ' ? (char) b : '?';
                    });
        }
        return text.toString();
    }

    /** What the first bytes say of the outermost object. */
    private static final class Head {
        /** Null until it has come; the parser tells a word only once it has seen what ends it. */
        private @Nullable Boolean success;

        /** Whether the bytes begin an object that goes on beyond them, and show no flaw. */
        private final boolean isSound;

        Head(String text) {
            boolean isSound;
            try (JsonParser parser = LuxiJson.parserOfBeginning(text.getBytes(StandardCharsets.US_ASCII))) {
                isSound = read(parser);
            } catch (JacksonException e) {
                isSound = false;
            }
            this.isSound = isSound;
        }

        private boolean read(JsonParser parser) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return false;
            }
            int depth = 1;
            JsonToken token = parser.nextToken();
            while (token != JsonToken.NOT_AVAILABLE) {
                if (token.isStructStart()) {
                    depth++;
                } else if (token.isStructEnd() && --depth == 0) {
                    return false;
                }
                boolean isSuccess =
                        depth == 1 && token != JsonToken.PROPERTY_NAME && "success".equals(parser.currentName());
                if (isSuccess && !take(token)) {
                    return false;
                }
                token = parser.nextToken();
            }
            return true;
        }

        /** Whether {@code value} is one that {@code success} may have, the same as before if there was one. */
        private boolean take(JsonToken value) {
            boolean repeatsOrIsFirst = success == null || success == (value == JsonToken.VALUE_TRUE);
            success = value == JsonToken.VALUE_TRUE;
            return value.isBoolean() && repeatsOrIsFirst;
        }
    }
}

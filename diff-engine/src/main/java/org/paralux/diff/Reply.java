package org.paralux.diff;

import org.jspecify.annotations.Nullable;
import org.paralux.luxi.LuxiReply;
import org.paralux.luxi.Payload;

/**
 * One reply as comparison reads it. Of a member that stands twice the last counts, as in every Python client.
 *
 * @param result where the result begins
 */
record Reply(JsonDocument document, boolean success, int result) {

    /** A reply, or what is wrong with the bytes, in one line without content. */
    sealed interface Reading {
        record Good(Reply reply) implements Reading {}

        record Bad(String problem) implements Reading {}
    }

    static Reading read(Payload payload) {
        return switch (JsonScanner.scan(payload)) {
            case JsonScanner.Scan.NotJson(String problem) -> new Reading.Bad(problem);
            case JsonScanner.Scan.Read(JsonDocument document) -> read(document);
        };
    }

    private static Reading read(JsonDocument document) {
        if (document.type(document.root()) != JsonType.OBJECT) {
            return new Reading.Bad("no JSON object");
        }
        Members members = document.members(document.root());
        int success = members.last("success");
        int result = members.last("result");
        if (success == JsonDocument.NONE) {
            return new Reading.Bad("success is missing");
        }
        if (document.type(success) != JsonType.BOOLEAN) {
            return new Reading.Bad("success is neither true nor false");
        }
        if (result == JsonDocument.NONE) {
            return new Reading.Bad("result is missing");
        }
        return new Reading.Good(new Reply(document, document.bytes.byteAt(success) == 't', result));
    }

    /** How the call failed, if it did and says so in one of the two known forms. */
    @Nullable Failure failure() {
        return success ? null : Failure.of(document, result);
    }

    /** What stands behind the reply, without the white space around it: from and to. */
    int[] rest() {
        int from = JsonBytes.skipSpace(document.bytes, document.rootEnd());
        int to = document.bytes.length();
        while (to > from && JsonBytes.isSpace(document.bytes.byteAt(to - 1))) {
            to--;
        }
        return new int[] {from, to};
    }

    /**
     * A failure.
     *
     * @param errorClass the class of a Ganeti exception; null where the failure is a plain text
     * @param code the code behind the message, where there is one
     * @param message the text, which is kept and never compared
     */
    record Failure(@Nullable String errorClass, @Nullable String code, String message) {
        private static final int MOST = 4096;

        static @Nullable Failure of(JsonDocument document, int result) {
            if (document.type(result) == JsonType.TEXT) {
                return new Failure(null, null, Texts.string(document.bytes, result, MOST));
            }
            int name = document.type(result) == JsonType.LIST ? document.firstElement(result) : JsonDocument.NONE;
            if (!document.is(JsonType.TEXT, name)) {
                return null;
            }
            int arguments = document.nextElement(document.end(name));
            boolean isPair = arguments != JsonDocument.NONE
                    && document.nextElement(document.end(arguments)) == JsonDocument.NONE
                    && (document.type(arguments) == JsonType.LIST || document.type(arguments) == JsonType.NULL);
            return isPair ? of(document, name, arguments) : null;
        }

        private static Failure of(JsonDocument document, int name, int arguments) {
            Ints each = document.type(arguments) == JsonType.LIST ? document.elements(arguments) : new Ints();
            String message = each.isEmpty() || !document.is(JsonType.TEXT, each.get(0))
                    ? ""
                    : Texts.string(document.bytes, each.get(0), MOST);
            String last = each.size() == 2 ? Causes.text(document, each.get(1)) : null;
            return new Failure(
                    Texts.string(document.bytes, name, MOST),
                    last != null && LuxiReply.Failure.isCode(last) ? last : null,
                    message);
        }

        boolean isUnparsedRequest() {
            return errorClass == null && message.startsWith("Failed to parse request:");
        }

        boolean isDaemonException() {
            return errorClass == null && message.startsWith("Caught exception:");
        }

        boolean isOf(String name) {
            return name.equals(errorClass);
        }
    }
}

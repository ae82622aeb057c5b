package org.paralux.luxi;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Requests as JSON text. */
final class Messages {
    private Messages() {}

    /** A sound message; among the arguments of a query are objects, for keys to be repeated in. */
    static String of(LuxiMethod method) {
        return "{\"method\": \"" + method.wireName() + "\", \"args\": " + args(method) + ", \"version\": 3000000}";
    }

    static String args(LuxiMethod method) {
        return switch (method) {
            case SUBMIT_JOB, SUBMIT_JOB_TO_DRAINED_QUEUE ->
                "[[{\"OP_ID\": \"OP_TEST_DELAY\", \"duration\": 0.1, \"reason\": [{\"by\": \"x\"}]}]]";
            case SUBMIT_MANY_JOBS -> "[[[{\"OP_ID\": \"OP_TEST_DELAY\"}], [{\"OP_ID\": \"OP_TEST_DUMMY\"}]]]";
            case PICKUP_JOB, ARCHIVE_JOB -> "[17]";
            case WAIT_FOR_JOB_CHANGE -> "[17, [\"status\"], null, null, 10]";
            case CANCEL_JOB -> "[17, false]";
            case AUTO_ARCHIVE_JOBS -> "[21600, 29]";
            case CHANGE_JOB_PRIORITY -> "[17, 5]";
            case SET_DRAIN_FLAG -> "[true]";
            case SET_WATCHER_PAUSE -> "[null]";
            case QUERY_ANY ->
                "[\"node\", [\"name\", \"mfree\"], [\"|\", [\"=\", \"name\", \"n1\"], [\"=\", \"name\", {\"a\": {\"b\": [{\"c\": 1}]}}]]]";
            case QUERY_FIELDS -> "[\"node\", [\"name\", {\"a\": 1}]]";
            case QUERY_JOBS -> "[[1, \"2\", {\"a\": 1}], [\"id\", \"status\"]]";
            case QUERY_INSTANCES, QUERY_NODES, QUERY_GROUPS, QUERY_NETWORKS -> "[[\"x\"], [\"name\"], {\"a\": false}]";
            case QUERY_EXPORTS -> "[[], {\"a\": [{\"b\": 1}]}]";
            case QUERY_CONFIG_VALUES -> "[[\"cluster_name\", {\"a\": [1]}]]";
            case QUERY_CLUSTER_INFO -> "[{\"a\": {\"b\": 1}}]";
            case QUERY_TAGS -> "[\"instance\", {\"a\": 1}]";
            case QUERY_FILTERS -> "[null, [\"uuid\", {\"a\": 1}]]";
            case REPLACE_FILTER -> "[null, 0, [[\"jobid\", [\"<\", \"id\", 3]]], \"ACCEPT\", []]";
            case DELETE_FILTER -> "[\"some-uuid\"]";
        };
    }

    /**
     * Every copy of {@code message} in which one member stands twice: each member at each depth, its second copy right
     * before or after the first, with the same value or another, the key written plainly, half escaped or wholly so.
     *
     * <p>Keys here are the texts followed by {@code ": "}, as {@link #of} writes them.
     */
    static Map<String, String> withAMemberTwice(String message) {
        Map<String, String> copies = new LinkedHashMap<>();
        for (Member member : members(message)) {
            for (String key : List.of(member.key, halfEscaped(member.key), escaped(member.key))) {
                for (String value : List.of(member.value, "null", "\"SubmitJob\"", "[]")) {
                    String before = message.substring(0, member.start);
                    String after = message.substring(member.end);
                    String original = message.substring(member.start, member.end);
                    String copy = "\"" + key + "\": " + value;
                    copies.put(before + copy + ", " + original + after, member.key + " twice");
                    copies.put(before + original + ", " + copy + after, member.key + " twice");
                }
            }
        }
        return copies;
    }

    private record Member(String key, String value, int start, int end) {}

    private static List<Member> members(String message) {
        List<Member> members = new ArrayList<>();
        for (int colon = message.indexOf("\": "); colon >= 0; colon = message.indexOf("\": ", colon + 1)) {
            int start = message.lastIndexOf('"', colon - 1);
            int end = endOfValue(message, colon + 3);
            members.add(new Member(message.substring(start + 1, colon), message.substring(colon + 3, end), start, end));
        }
        return members;
    }

    private static int endOfValue(String message, int start) {
        int depth = 0;
        boolean isInText = false;
        for (int i = start; ; i++) {
            char c = message.charAt(i);
            if (c == '"') {
                isInText = !isInText;
            } else if (!isInText && (c == '{' || c == '[')) {
                depth++;
            } else if (!isInText && (c == '}' || c == ']')) {
                depth--;
            }
            boolean isValueDone = !isInText && depth == 0 && (c == '"' || c == '}' || c == ']');
            boolean isNextMember = !isInText && depth <= 0 && (c == ',' || depth < 0);
            if (isValueDone) {
                return i + 1;
            }
            if (isNextMember) {
                return i;
            }
        }
    }

    static String escaped(String text) {
        StringBuilder escaped = new StringBuilder();
        text.chars().forEach(c -> escaped.append("\\u%04x".formatted(c)));
        return escaped.toString();
    }

    private static String halfEscaped(String text) {
        return escaped(text.substring(0, 1)) + text.substring(1);
    }
}

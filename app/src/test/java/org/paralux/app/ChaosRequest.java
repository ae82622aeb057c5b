package org.paralux.app;

import java.util.StringJoiner;

/**
 * A numbered request, and the one reply to it, so that whoever holds both knows whether they belong together.
 *
 * @param number no two requests have the same
 */
record ChaosRequest(int number, Kind kind) {
    enum Kind {
        QUERY,
        COMMAND,
        NONSENSE
    }

    private static final String NUMBER = "chaos-";
    private static final int MOST_ROWS = 40;
    private static final int ROWS_OF_A_LARGE_ONE = 4000;
    private static final int ONE_IS_LARGE_OF = 37;

    String text() {
        return switch (kind) {
            case QUERY ->
                "{\"method\":\"Query\",\"args\":[\"instance\",[\"name\"],[\"=\",\"name\",\"" + NUMBER + number
                        + "\"]]}";
            case COMMAND ->
                "{\"method\":\"SubmitJob\",\"args\":[[{\"OP_ID\":\"OP_TEST_DELAY\",\"comment\":\"" + NUMBER + number
                        + "\"}]]}";
            case NONSENSE -> "no request, " + NUMBER + number;
        };
    }

    /** The request that a daemon received; number -1 where it was none of ours. */
    static ChaosRequest in(String text) {
        int at = text.indexOf(NUMBER);
        if (at < 0) {
            return new ChaosRequest(-1, Kind.QUERY);
        }
        int end = at + NUMBER.length();
        while (end < text.length() && Character.isDigit(text.charAt(end))) {
            end++;
        }
        int number = Integer.parseInt(text.substring(at + NUMBER.length(), end));
        return new ChaosRequest(
                number, text.contains("SubmitJob") ? Kind.COMMAND : text.startsWith("{") ? Kind.QUERY : Kind.NONSENSE);
    }

    /** What a daemon answers. */
    String reply(boolean wrong) {
        return switch (kind) {
            case QUERY -> number < 0 ? "{\"success\":true,\"result\":{\"software_version\":\"3.0.2\"}}" : rows(wrong);
            case COMMAND -> "{\"success\":true,\"result\":" + number + "}";
            case NONSENSE -> "{\"success\":false,\"result\":\"" + NUMBER + number + "\"}";
        };
    }

    private String rows(boolean wrong) {
        int count = number % ONE_IS_LARGE_OF == 0 ? ROWS_OF_A_LARGE_ONE : number % MOST_ROWS;
        StringJoiner rows = new StringJoiner(",", "[", "]");
        for (int i = 0; i <= count; i++) {
            rows.add("[[0,\"" + NUMBER + number + "-" + i + (wrong ? "-wrong" : "") + "\"]]");
        }
        return "{\"success\":true,\"result\":{\"fields\":[{\"name\":\"name\",\"title\":\"Name\",\"kind\":\"text\","
                + "\"doc\":\"d\"}],\"data\":" + rows + "}}";
    }
}

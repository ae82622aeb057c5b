package org.paralux.qa.catalogue;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.paralux.luxi.Framing;
import org.paralux.luxi.Payload;
import org.paralux.qa.ask.Conversation;
import org.paralux.qa.ask.Conversation.Step;

/**
 * What happens below a request: frames that are none, several at once, in parts, half-closed connections, and silence.
 * Each is played on a connection of its own, of which the end counts as well.
 */
final class WireChapter implements Chapter {
    static final String SUBJECT = "wire";
    private static final char ETX = (char) Framing.ETX;
    private static final String ASK = "{\"method\": \"QueryConfigValues\", \"args\": [[\"cluster_name\"]]}";
    private static final String ASK_MORE = "{\"method\": \"QueryFields\", \"args\": [\"instance\", null]}";
    private static final String FAILS = "{\"method\": \"QueryTags\", \"args\": [\"galaxy\", \"\"]}";

    /** luxid takes 40 ms for these; for ten times as much it is busy for minutes, and every other client waits. */
    private static final int DEEP = 400;

    private static final int LONG = 10_000;

    private static final List<String> MALFORMED = List.of(
            "",
            " ",
            "null",
            "[]",
            "{}",
            "{",
            "}",
            "1",
            "\"x\"",
            "nonsense",
            "{\"method\": \"QueryClusterInfo\"",
            "{\"method\": \"QueryClusterInfo\", \"args\": [}",
            "{\"method\": \"QueryClusterInfo\", \"args\": [],}",
            "{'method': 'QueryClusterInfo', 'args': []}",
            "{\"method\": \"QueryConfigValues\", \"args\": [[\"cluster_name\"]]} {}",
            "{\"method\": \"QueryTags\", \"method\": \"QueryConfigValues\", \"args\": [[\"cluster_name\"]]}",
            "{\"method\": \"QueryConfigValues\", \"args\": [[\"cluster_name\"]], \"args\": [[\"master_node\"]]}",
            "{\"method\": \"QueryConfigValues\", \"args\": [[\"cluster_name\"]], \"other\": 1}",
            "{\"method\": \"QueryConfigValues\", \"args\": [[NaN]]}",
            "\ufeff" + ASK,
            "\u0000" + ASK,
            "\n\t " + ASK,
            ASK + "\n\t ");

    /** How long to say nothing; 0 for not at all. */
    private final Duration idle;

    WireChapter(Duration idle) {
        this.idle = idle;
    }

    @Override
    public Stream<Case> cases() {
        return Stream.of(malformed(), bombs(), pipelined(), fragments(), halfClosed(), idle())
                .flatMap(Function.identity());
    }

    private static Stream<Case> malformed() {
        Stream<Case> texts = MALFORMED.stream().map(text -> script("malformed", printable(text), send(frame(text))));
        Stream<Case> bytes = Stream.of("\u00ff", "\u00c3", "\u00ed\u00a0\u0080", "\u00e9")
                .map(wrong -> "{\"method\": \"QueryTags\", \"args\": [\"node\", \"" + wrong + "\"]}" + ETX)
                .map(text -> script(
                        "malformed",
                        "bytes that are no UTF-8: " + text.length() + " " + (int) text.charAt(39),
                        new Step.Send(Payload.wrap(text.getBytes(StandardCharsets.ISO_8859_1)))));
        return Stream.concat(texts, bytes);
    }

    private static Stream<Case> bombs() {
        String list = "[".repeat(DEEP) + "]".repeat(DEEP);
        String number = "9".repeat(LONG);
        return Stream.of(
                script("bomb", "lists in lists", send(frame("{\"method\": \"QueryTags\", \"args\": " + list + "}"))),
                script(
                        "bomb",
                        "a long text",
                        send(frame("{\"method\": \"QueryTags\", \"args\": [\"node\", \"" + "x".repeat(LONG) + "\"]}"))),
                script(
                        "bomb",
                        "a long number",
                        send(frame("{\"method\": \"QueryTags\", \"args\": [\"node\", " + number + "]}"))),
                script("bomb", "white space", send(frame(ASK + " ".repeat(LONG)))));
    }

    private static Stream<Case> pipelined() {
        return Stream.of(
                script("pipelined", "two", send(frame(ASK) + frame(ASK_MORE))),
                script("pipelined", "forty", send((frame(ASK) + frame(ASK_MORE)).repeat(20))),
                script("pipelined", "a failure between", send(frame(ASK) + frame(FAILS) + frame(ASK_MORE))),
                script("pipelined", "no JSON at the end", send(frame(ASK) + frame("{"))),
                script(
                        "pipelined",
                        "one and a half, then the rest",
                        send(frame(ASK) + ASK_MORE.substring(0, 9)),
                        send(frame(ASK_MORE.substring(9)))));
    }

    private static Stream<Case> fragments() {
        String twice = frame(ASK) + frame(ASK_MORE);
        List<Step> bytes = new ArrayList<>();
        for (int i = 0; i < twice.length(); i++) {
            bytes.add(send(twice.substring(i, i + 1)));
        }
        Stream<Case> halves = IntStream.of(1, ASK.length() / 2, ASK.length())
                .mapToObj(at -> script(
                        "fragments",
                        "cut at " + at,
                        send(ASK.substring(0, at)),
                        new Step.Pause(Duration.ofMillis(20)),
                        send(frame(ASK.substring(at)))));
        return Stream.concat(halves, Stream.of(script("fragments", "byte by byte", bytes.toArray(Step[]::new))));
    }

    private static Stream<Case> halfClosed() {
        Step end = new Step.HalfClose();
        return Stream.of(
                script("half-close", "at once", end),
                script("half-close", "behind a request", send(frame(ASK)), end),
                script("half-close", "behind two requests", send(frame(ASK) + frame(ASK)), end),
                script("half-close", "behind a reply", send(frame(ASK)), new Step.Receive(1), end),
                script("half-close", "in a request", send(frame(ASK) + ASK_MORE.substring(0, 20)), end));
    }

    private Stream<Case> idle() {
        return idle.isZero()
                ? Stream.empty()
                : Stream.of(script("idle", "for " + idle.toSeconds() + " s", new Step.Pause(idle), send(frame(ASK))));
    }

    private static Case script(String aspect, String title, Step... steps) {
        List<Step> all = new ArrayList<>();
        Collections.addAll(all, steps);
        return new Case.Script(new Cell(SUBJECT, aspect), aspect + ": " + title, new Conversation(all));
    }

    private static Step send(String text) {
        return new Step.Send(Payload.of(text));
    }

    private static String frame(String text) {
        return text + ETX;
    }

    private static String printable(String text) {
        return text.isEmpty() ? "empty" : text.replaceAll("[^\\x20-\\x7e]", "?");
    }
}

package org.paralux.diff;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.paralux.diff.Replies.success;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.paralux.luxi.Payload;

/** What counts as the same value, and what does not, to the letter. */
class ExactnessTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            4.0                     | 4
            1e2                     | 100
            1E+2                    | 100.00
            -0.0                    | 0
            -0                      | 0
            -0                      | 0.0e5
            0.1                     | 1e-1
            0.1                     | 0.1000000000000000055511151231257827
            1.7976931348623157e308  | 179769313486231570e291
            1e400                   | 10e399
            1e400                   | 0.001e403
            1e-400                  | 0
            NaN                     | NaN
            123456789012345678901234567890 | 123456789012345678901234567890
            1e22                    | 10000000000000000000000
            "\\u00e9"               | "\u00e9"
            "\\/\\u0061"            | "/a"
            "\\ud83d\\ude00"        | "\ud83d\ude00"
            "\\ud83d"               | "\\uD83D"
            [ 1 ,2 ]                | [1,2]
            {"\\u0061":1}           | {"a":1}
            {"a":1,"a":1.0}         | {"a":1}
            {"a":1,"b":2,"a":1}     | {"b":2,"a":1}
            """)
    void theseAreTheSame(String a, String b) {
        Payload one = Payload.of(success("[" + a + "]"));
        Payload other = Payload.of(success("[" + b + " ]"));
        Comparison comparison = new Comparer(Rules.none()).compare(null, one, other);
        assertEquals(Verdict.MATCH, comparison.verdict(), () -> Replies.told(comparison));
        assertEquals(ReplyDigest.of(one), ReplyDigest.of(other));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            9007199254740993        | 9007199254740992
            9007199254740993        | 9007199254740992.0
            0.1                     | 0.10000000000000002
            1.7976931348623157e308  | 1.7976931348623155e308
            1e400                   | 1e401
            1e400                   | Infinity
            -1e400                  | 1e400
            NaN                     | Infinity
            -Infinity               | Infinity
            123456789012345678901234567890 | 123456789012345678901234567891
            "e\u0301"               | "\u00e9"
            "\\ud83d"               | "\\ud83e"
            "1"                     | 1
            "true"                  | true
            null                    | false
            []                      | {}
            ""                      | " "
            {"a":1,"a":2}           | {"a":2}
            {"a":1,"a":2}           | {"a":1}
            {"a":1,"a":2}           | {"a":2,"a":1}
            {"a":{"b":1,"b":2}}     | {"a":{"b":2}}
            [1,2]                   | [2,1]
            """)
    void theseAreNot(String a, String b) {
        Payload one = Payload.of(success("{\"x\":" + a + "}"));
        Payload other = Payload.of(success("{\"x\":" + b + "}"));
        assertEquals(1, new Comparer(Rules.none()).compare(null, one, other).divergenceCount());
        assertEquals(1, new Comparer(Rules.none()).compare(null, other, one).divergenceCount());
        assertEquals(false, ReplyDigest.of(one).equals(ReplyDigest.of(other)));
    }

    /** The keys {@code b}, of which one side has two, are told with all their values. */
    @Test
    void aRepeatedKeyIsToldWithAllItsValues() {
        Comparison comparison = Replies.compare(null, success("{\"a\":1,\"a\":2}"), success("{\"a\":2}"));
        assertEquals("result.a value repeated-key", Replies.told(comparison));
        assertEquals("[1,2]", comparison.divergences().getFirst().primary());
        assertEquals("2", comparison.divergences().getFirst().shadow());
    }

    /** Also in the definition of a field, which is compared member by member, and where the last value is the same. */
    @Test
    void aRepeatedKeyOfADefinitionIsTold() {
        String twice = definition("\"kind\":\"text\",\"kind\":\"number\"");
        String once = definition("\"kind\":\"number\"");
        String told = "result.fields[name].kind field-definition repeated-key";
        assertEquals(told, Replies.told(Replies.compare(null, twice, once)));
        assertEquals(told, Replies.told(Replies.compare(null, once, twice)));
        assertEquals("match", Replies.told(Replies.compare(null, twice, twice)));
    }

    private static String definition(String kind) {
        return success("{\"fields\":[{\"name\":\"name\",\"title\":\"Node\"," + kind + "}],\"data\":[]}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "{}", "\u0000", "]", " \n x"})
    void whatStandsBehindAReplyIsADivergence(String rest) {
        String reply = success("1");
        assertEquals(" shape trailing-bytes", Replies.told(Replies.compare(null, reply, reply + rest)));
        assertEquals(" shape trailing-bytes", Replies.told(Replies.compare(null, reply + rest, reply)));
        assertEquals("match", Replies.told(Replies.compare(null, reply + rest, " " + reply + rest + "\n")));
    }

    @ParameterizedTest
    @ValueSource(strings = {" ", "\n", "\r\t \n"})
    void whiteSpaceIsNone(String space) {
        assertEquals("match", Replies.told(Replies.compare(null, success("1"), space + success("1") + space)));
    }

    /** A byte that is no UTF-8 equals itself alone: not the escape that it would be read as, and not U+FFFD. */
    @Test
    void bytesThatAreNoUtf8AreComparedAsBytes() {
        assertEquals("match", bytes("\"\u00ff\\u0041\"", "\"\u00ffA\""));
        assertEquals("result value unexplained", bytes("\"\u00ff\"", "\"\u00fe\""));
        assertEquals("result value text-encoding", bytes("\"\u00ff\\u0041\"", "\"\\udcffA\""));
        assertEquals("result value unexplained", bytes("\"\u00ff\"", "\"\u00ef\u00bf\u00bd\""));
        assertEquals(
                "result value text-encoding", bytes("\"\\ud83d\\ude00\"", "\"\u00ed\u00a0\u00bd\u00ed\u00b8\u0080\""));
    }

    private static String bytes(String a, String b) {
        return Replies.told(new Comparer(Rules.none())
                .compare(
                        null,
                        Payload.wrap(success(a).getBytes(ISO_8859_1)),
                        Payload.wrap(success(b).getBytes(ISO_8859_1))));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            {"success":true}                    | result is missing
            {"result":1}                        | success is missing
            {"success":1,"result":1}            | success is neither true nor false
            [true]                              | no JSON object
            {"success":true,"result":01}        | not JSON at byte 25
            {"success":true,"result":1.}        | not JSON at byte 25
            {"success":true,"result":"\\x"}     | not JSON at byte 26
            {"success":true,"result":1,}        | not JSON at byte 27
            {"success":true,"result":[1 2]}     | not JSON at byte 28
            {"success":true,"result":tru}       | not JSON at byte 25
            {"success":true                     | not JSON at byte 15
            ~~                                  | not JSON at byte 0
            """)
    void whatIsNoReplyIsAFailureOfTheShadow(String shadow, String problem) {
        Comparison comparison = Replies.compare(null, success("1"), shadow);
        assertEquals(Verdict.SHADOW_FAILED, comparison.verdict());
        assertEquals(problem, comparison.problem());
        assertEquals(" shape malformed-primary", Replies.told(Replies.compare(null, shadow, success("1"))));
    }

    @Test
    void noReplyIsToldByWhoGaveNone() {
        Comparer comparer = new Comparer(Rules.none());
        Payload reply = Payload.of(success("1"));
        assertEquals(Verdict.MATCH, comparer.compare(null, null, null).verdict());
        assertEquals(Verdict.SHADOW_FAILED, comparer.compare(null, reply, null).verdict());
        assertEquals(" no-reply unexplained", Replies.told(comparer.compare(null, null, reply)));
    }

    @Test
    void aMemberThatNoDaemonWritesCounts() {
        assertEquals(
                "version extra unexplained",
                Replies.told(Replies.compare(null, success("1"), "{\"version\":1,\"success\":true,\"result\":1}")));
        assertEquals(
                "success value repeated-key",
                Replies.told(Replies.compare(null, success("1"), "{\"success\":false,\"success\":true,\"result\":1}")));
    }
}

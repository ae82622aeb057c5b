package org.paralux.diff;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A way to write the same reply otherwise. */
@SuppressWarnings("ImmutableEnumChecker") // The functions hold nothing.
enum Rewriting {
    SPACE_BEHIND_COMMAS(each(",", ", ")),
    SPACE_BEFORE_COMMAS(each(",", " ,")),
    SPACE_BEHIND_COLONS(each(":", ": ")),
    TAB_BEFORE_COLONS(each(":", "\t:")),
    LINE_BEHIND_BRACES(each("{", "{\n")),
    LINE_BEFORE_BRACES(each("}", "\r\n}")),
    SPACES_IN_LISTS(each("[", "[  ")),
    SPACES_BEFORE_ENDS(each("]", "   ]")),
    SPACE_IN_FRONT(text -> " \n" + text),
    SPACE_BEHIND(text -> text + "\n\n \t"),
    LIKE_MASTERD(text -> Json.text(Json.read(text), Json.Style.SPACED, new Random(1))),

    LETTERS_ESCAPED(texts(text -> text.replace("a", "\\u0061").replace("\\\\u0061", "\\\\a"))),
    LETTERS_ESCAPED_IN_CAPITALS(texts(text -> text.replace("o", "\\u006F"))),
    SLASHES_ESCAPED(texts(text -> text.replace("/", "\\/"))),
    QUOTES_ESCAPED_BY_NUMBER(texts(text -> text.replace("\\\"", "\\u0022"))),
    DIGITS_ESCAPED(texts(text -> text.contains("\\u") ? text : text.replace("1", "\\u0031"))),
    SPACES_ESCAPED(texts(text -> text.replace(" ", "\\u0020"))),
    HYPHENS_ESCAPED(texts(text -> text.replace("-", "\\u002d"))),

    INTEGERS_WITH_POINT(numbers(number -> isInteger(number) ? number + ".0" : number)),
    INTEGERS_WITH_MANY_ZEROS(numbers(number -> isInteger(number) ? number + ".0000000000" : number)),
    INTEGERS_WITH_EXPONENT(numbers(number -> isInteger(number) ? number + "e0" : number)),
    INTEGERS_WITH_SIGNED_EXPONENT(numbers(number -> isInteger(number) ? number + "E+0" : number)),
    INTEGERS_BY_TENTHS(numbers(number -> isInteger(number) && !number.endsWith("0") ? number + "0e-1" : number)),
    INTEGERS_AS_IN_SCIENCE(numbers(number -> isInteger(number) && number.matches("[1-9]\\d+")
            ? number.charAt(0) + "." + number.substring(1) + "e" + (number.length() - 1)
            : number)),
    ZERO_NEGATIVE(numbers(number -> number.equals("0") ? "-0" : number)),
    ZERO_WITH_EXPONENT(numbers(number -> number.equals("0") ? "0e9" : number)),
    FRACTIONS_AS_IN_SCIENCE(numbers(number -> isInteger(number) ? number : scientific(number))),
    FRACTIONS_WITH_ZEROS(numbers(number -> number.matches("\\d+\\.\\d+") ? number + "000" : number)),
    FRACTIONS_IN_FULL(numbers(
            number -> number.matches("-?\\d+") ? number : new BigDecimal(Double.parseDouble(number)).toPlainString())),
    FRACTIONS_WITH_CAPITAL(numbers(number -> number.replace('e', 'E'))),

    KEYS_REVERSED(text -> reordered(text, Order.REVERSED)),
    KEYS_SORTED(text -> reordered(text, Order.SORTED)),
    KEYS_SHUFFLED(text -> reordered(text, Order.SHUFFLED)),
    EVERYTHING(text -> Json.text(Json.read(text), Json.Style.WILD, new Random(2))),
    MEMBER_REPEATED(text -> text.replaceFirst("\\{\"success\":(true|false),", "{\"success\":$1,\"success\":$1,")),

    ERROR_WORDED_OTHERWISE(text -> failed(text, "Error\",\\[\"[^\"\\\\]*\"", "Error\",[\"other words\"")),
    ERROR_WITHOUT_WORDS(text -> failed(text, "Error\",\\[\"[^\"\\\\]*\"", "Error\",[\"\"")),
    FAILURE_WORDED_OTHERWISE(text -> text.startsWith("{\"success\":false,\"result\":\"")
                    && !text.contains("LuxiReq")
                    && !text.contains("QueryType")
                    && !text.contains("TagKind")
            ? "{\"success\":false,\"result\":\"Caught exception: other words\"}"
            : text),

    /** A set has no order, which takes a rule to say. */
    TAGS_REVERSED(text -> text.replace("[\"prod\",\"web\"]", "[\"web\",\"prod\"]"), Verdict.EQUIVALENT);

    private static final Pattern TOKEN =
            Pattern.compile("\"(?:[^\"\\\\]|\\\\.)*\"|-?\\d[\\d.eE+-]*|[a-zA-Z]+|.", Pattern.DOTALL);

    private final UnaryOperator<String> rewriting;
    private final Verdict expected;

    Rewriting(UnaryOperator<String> rewriting) {
        this(rewriting, Verdict.MATCH);
    }

    Rewriting(UnaryOperator<String> rewriting, Verdict expected) {
        this.rewriting = rewriting;
        this.expected = expected;
    }

    String rewrite(String text) {
        return rewriting.apply(text);
    }

    Verdict expected() {
        return expected;
    }

    private static String failed(String text, String regex, String replacement) {
        return text.startsWith("{\"success\":false") ? text.replaceFirst(regex, replacement) : text;
    }

    private static UnaryOperator<String> each(String token, String other) {
        return text -> tokens(text, each -> each.equals(token) ? other : each);
    }

    private static UnaryOperator<String> texts(UnaryOperator<String> change) {
        return text -> tokens(text, each -> each.startsWith("\"") ? change.apply(each) : each);
    }

    private static UnaryOperator<String> numbers(UnaryOperator<String> change) {
        return text -> tokens(text, each -> each.matches("-?\\d.*") ? change.apply(each) : each);
    }

    private static String tokens(String text, UnaryOperator<String> change) {
        StringBuilder out = new StringBuilder();
        Matcher matcher = TOKEN.matcher(text);
        while (matcher.find()) {
            out.append(change.apply(matcher.group()));
        }
        return out.toString();
    }

    /** Beyond 2^53 an integer is not what a double of the same digits is. */
    private static boolean isInteger(String number) {
        return number.matches("-?\\d{1,15}");
    }

    private static String scientific(String number) {
        BigDecimal exact = new BigDecimal(number);
        return number.matches("-?\\d{16,}") ? number : exact.unscaledValue() + "e" + -exact.scale();
    }

    private enum Order {
        REVERSED,
        SORTED,
        SHUFFLED
    }

    private static String reordered(String text, Order order) {
        return Json.text(reordered(Json.read(text), order, new Random(3)), Json.Style.COMPACT, new Random(3));
    }

    private static @Nullable Object reordered(@Nullable Object value, Order order, Random random) {
        if (value instanceof List<?> list) {
            List<@Nullable Object> copy = new ArrayList<>();
            list.forEach(each -> copy.add(reordered(each, order, random)));
            return copy;
        }
        if (!(value instanceof Map<?, ?> map)) {
            return value;
        }
        List<String> keys = new ArrayList<>();
        map.keySet().forEach(key -> keys.add(String.valueOf(key)));
        switch (order) {
            case REVERSED -> Collections.reverse(keys);
            case SORTED -> Collections.sort(keys);
            case SHUFFLED -> Collections.shuffle(keys, random);
        }
        Map<String, @Nullable Object> copy = order == Order.SORTED ? new TreeMap<>() : new java.util.LinkedHashMap<>();
        keys.forEach(key -> copy.put(key, reordered(map.get(key), order, random)));
        return copy;
    }
}

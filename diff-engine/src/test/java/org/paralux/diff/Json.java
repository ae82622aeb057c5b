package org.paralux.diff;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.paralux.luxi.Payload;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** JSON as plain lists, maps, texts, numbers, booleans and null, written in the ways that mean the same. */
final class Json {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private Json() {}

    static @Nullable Object read(String text) {
        return plain(MAPPER.readTree(text));
    }

    private static @Nullable Object plain(JsonNode node) {
        if (node.isObject()) {
            Map<String, @Nullable Object> map = new LinkedHashMap<>();
            node.properties().forEach(member -> map.put(member.getKey(), plain(member.getValue())));
            return map;
        }
        if (node.isArray()) {
            List<@Nullable Object> list = new ArrayList<>();
            node.forEach(element -> list.add(plain(element)));
            return list;
        }
        if (node.isString()) {
            return node.stringValue();
        }
        if (node.isNumber()) {
            return node.isIntegralNumber() ? node.bigIntegerValue() : Double.valueOf(node.doubleValue());
        }
        return node.isNull() ? null : Boolean.valueOf(node.booleanValue());
    }

    /** How values are written. */
    enum Style {
        /** As luxid does. */
        COMPACT,
        /** As masterd does: spaces, and nothing but ASCII. */
        SPACED,
        /** With all that may differ: order of keys, white space, escapes, forms of numbers. */
        WILD
    }

    static Payload payload(@Nullable Object value, Style style, Random random) {
        return Payload.wrap(text(value, style, random).getBytes(StandardCharsets.UTF_8));
    }

    static Payload payload(@Nullable Object value) {
        return payload(value, Style.COMPACT, new Random(0));
    }

    static String text(@Nullable Object value, Style style, Random random) {
        StringBuilder text = new StringBuilder();
        write(text, value, style, random);
        return text.toString();
    }

    private static void write(StringBuilder out, @Nullable Object value, Style style, Random random) {
        space(out, style, random);
        switch (value) {
            case null -> out.append("null");
            case Map<?, ?> map -> {
                List<Map.Entry<?, ?>> entries = new ArrayList<>(map.entrySet());
                if (style == Style.WILD) {
                    Collections.shuffle(entries, random);
                }
                out.append('{');
                String separator = "";
                for (Map.Entry<?, ?> entry : entries) {
                    out.append(separator);
                    space(out, style, random);
                    quote(out, String.valueOf(entry.getKey()), style, random);
                    out.append(style == Style.SPACED ? ": " : ":");
                    write(out, entry.getValue(), style, random);
                    separator = style == Style.SPACED ? ", " : ",";
                }
                space(out, style, random);
                out.append('}');
            }
            case List<?> list -> {
                out.append('[');
                String separator = "";
                for (Object element : list) {
                    out.append(separator);
                    write(out, element, style, random);
                    separator = style == Style.SPACED ? ", " : ",";
                }
                space(out, style, random);
                out.append(']');
            }
            case String text -> quote(out, text, style, random);
            case Double number -> number(out, number, style, random);
            default -> out.append(integer(String.valueOf(value), style, random));
        }
        space(out, style, random);
    }

    private static void space(StringBuilder out, Style style, Random random) {
        if (style == Style.WILD && random.nextInt(4) == 0) {
            out.append(" \n\t\r".charAt(random.nextInt(4)));
        }
    }

    private static void number(StringBuilder out, double number, Style style, Random random) {
        BigDecimal exact = new BigDecimal(Double.toString(number));
        out.append(
                style == Style.WILD && exact.signum() != 0 && random.nextBoolean()
                        ? exact.unscaledValue() + (random.nextBoolean() ? "E" : "e") + -exact.scale()
                        : Double.toString(number));
    }

    /** An integer that a double holds exactly may be written as one. */
    private static String integer(String digits, Style style, Random random) {
        boolean exact = digits.length() < 15 && Character.isDigit(digits.charAt(digits.length() - 1));
        if (style != Style.WILD || !exact) {
            return digits;
        }
        return switch (random.nextInt(4)) {
            case 0 -> digits + ".0";
            case 1 -> digits + "e0";
            case 2 -> digits.endsWith("0") ? digits : digits + "00E-2";
            default -> digits;
        };
    }

    private static void quote(StringBuilder out, String text, Style style, Random random) {
        out.append('"');
        text.chars().forEach(c -> {
            boolean surrogate = Character.isSurrogate((char) c);
            boolean wild = style == Style.WILD && !surrogate && random.nextInt(8) == 0;
            boolean escape = c < ' ' || wild || (style == Style.SPACED && c > '~');
            if (c == '/' && style == Style.WILD && random.nextBoolean()) {
                out.append("\\/");
            } else if (c == '\n' && random.nextBoolean()) {
                out.append("\\n");
            } else if (escape) {
                out.append("\\u%04x".formatted(c));
            } else {
                out.append(c == '"' || c == '\\' ? "\\" : "").append((char) c);
            }
        });
        out.append('"');
    }
}

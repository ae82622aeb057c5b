package org.paralux.app;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.paralux.diff.Comparer;
import org.paralux.diff.Comparison;
import org.paralux.luxi.LuxiJson;
import org.paralux.luxi.Payload;
import org.paralux.luxi.Query;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Compares the pairs of a file of JSON Lines one after the other: a line is held no longer than it takes. */
final class ReplyPairs {
    private final Path file;
    private final Comparer comparer;
    private long line;

    private ReplyPairs(Path file, Comparer comparer) {
        this.file = file;
        this.comparer = comparer;
    }

    /** Whether all of them match or are equivalent. What was compared before a bad line is printed before it is told. */
    static boolean compare(Path file, Comparer comparer, PrintWriter out) throws IOException {
        ReplyPairs pairs = new ReplyPairs(file, comparer);
        boolean well = true;
        try (BufferedReader lines = Files.newBufferedReader(file)) {
            for (String text; (text = lines.readLine()) != null; ) {
                pairs.line++;
                if (!text.isBlank()) {
                    well &= pairs.compareLine(text, out);
                }
            }
        } catch (MalformedInputException _) {
            throw pairs.bad("not UTF-8 in line " + (pairs.line + 1) + " or soon behind it");
        } finally {
            out.flush();
        }
        return well;
    }

    private boolean compareLine(String text, PrintWriter out) {
        JsonNode pair;
        try {
            pair = LuxiJson.MAPPER.readTree(text);
        } catch (JacksonException e) {
            throw bad(LuxiJson.describe(e));
        }
        if (!pair.isObject()) {
            throw bad("no JSON object");
        }
        Payload request = payload(pair, "request", true);
        Comparison comparison = comparer.compare(
                request == null ? null : Query.in(request).orElse(null),
                payload(pair, "primary", false),
                payload(pair, "shadow", false));
        out.println(ComparisonJson.line(pair.get("id"), comparison));
        return DiffCommand.isWell(comparison);
    }

    private @Nullable Payload payload(JsonNode pair, String key, boolean mayBeAbsent) {
        JsonNode value = pair.get(key);
        if (value == null && !mayBeAbsent) {
            throw bad(key + ": missing (expected: a payload as a text, or null)");
        }
        if (value == null || value.isNull()) {
            return null;
        }
        if (!value.isString()) {
            throw bad(key + ": no text (expected: a payload as a text, or null)");
        }
        JsonNode encoding = pair.path(key + "_encoding");
        return switch (encoding.isMissingNode() || encoding.isNull() ? "utf-8" : encoding.asString("")) {
            case "latin-1" -> Payload.wrap(latin1(key, value.stringValue()));
            case "utf-8" -> Payload.wrap(utf8(value.stringValue()));
            default -> throw bad(key + "_encoding: unknown (expected: latin-1 or utf-8)");
        };
    }

    private byte[] latin1(String key, String text) {
        if (text.chars().anyMatch(c -> c > 0xFF)) {
            throw bad(key + ": a character beyond U+00FF (expected: one character a byte, by " + key + "_encoding)");
        }
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    /** A lone surrogate has no UTF-8: it becomes the three bytes of its number, so that none is lost. */
    private static byte[] utf8(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        boolean lossless = text.chars().noneMatch(c -> Character.isSurrogate((char) c))
                || new String(bytes, StandardCharsets.UTF_8).equals(text);
        if (lossless) {
            return bytes;
        }
        StringBuilder wide = new StringBuilder();
        text.codePoints().forEach(point -> {
            if (point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE) {
                wide.append((char) (0xE0 | point >> 12));
                wide.append((char) (0x80 | (point >> 6 & 0x3F)));
                wide.append((char) (0x80 | (point & 0x3F)));
            } else {
                byte[] each = Character.toString(point).getBytes(StandardCharsets.UTF_8);
                wide.append(new String(each, StandardCharsets.ISO_8859_1));
            }
        });
        return wide.toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    private CommandFailure bad(String what) {
        return new CommandFailure(ExitCode.FAILED, file + ":" + line + ": " + what);
    }
}

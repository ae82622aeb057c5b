package org.paralux.audit.evidence;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.paralux.luxi.LuxiJson;
import org.paralux.luxi.Payload;
import org.paralux.luxi.Query;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;

/**
 * Replaces what the arguments and results of jobs leave in queries and replies by {@link Tokens}: the columns and members
 * {@code ops}, {@code opresult} and {@code oplog}, and all whose name contains {@code osparams}.
 *
 * <p>Of such a value every text, number, {@code true} and {@code false}, and every key in it, becomes a token; {@code null}
 * and the brackets stay, so that two of them can still be compared place by place. All other bytes stay as they were,
 * white space and spelling included. Of bytes that are no JSON only their number stays; the same goes for what stands
 * behind the JSON of a reply.
 *
 * <p>A column is known by the fields that the query asks for, and by the definitions that the reply gives of them.
 *
 * <p>Not thread-safe.
 */
final class Redaction {
    /** Where the value of a cell begins. */
    @FunctionalInterface
    private interface Cell {
        int value(byte[] bytes, int cell);
    }

    /** The classic calls give values alone. */
    private static final Cell WHOLE = (bytes, cell) -> cell;

    private final Tokens tokens;

    Redaction(Tokens tokens) {
        this.tokens = tokens;
    }

    static boolean isSecret(String name) {
        return name.equals("ops") || name.equals("opresult") || name.equals("oplog") || name.contains("osparams");
    }

    /** The request; literals of its filter stay. */
    Payload ofRequest(Payload request) {
        return redacted(request, List.of());
    }

    Payload ofReply(Payload request, Payload reply) {
        return redacted(
                reply, Query.in(request).map(query -> query.terms().fields()).orElse(List.of()));
    }

    private Payload redacted(Payload payload, List<String> fields) {
        byte[] bytes = payload.unsafeBytes();
        if (!isJson(payload)) {
            return Payload.wrap(unreadable(bytes, 0));
        }
        int root = JsonWalk.skipSpace(bytes, 0);
        NavigableMap<Integer, Integer> cells = new TreeMap<>();
        if (bytes[root] == '{') {
            addCells(bytes, root, fields, cells);
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length + 64);
        out.write(bytes, 0, root);
        int end = copy(bytes, root, cells, out);
        int rest = JsonWalk.skipSpace(bytes, end);
        out.write(bytes, end, rest - end);
        if (rest < bytes.length) {
            out.writeBytes(unreadable(bytes, rest));
        }
        return Payload.wrap(out.toByteArray());
    }

    private byte[] unreadable(byte[] bytes, int from) {
        String length = (bytes.length - from) + " bytes ";
        byte[] token = tokens.ofBytes(bytes, from, bytes.length);
        return (length + new String(token, StandardCharsets.US_ASCII)).getBytes(StandardCharsets.US_ASCII);
    }

    /** Whether the bytes begin with a whole document. */
    private static boolean isJson(Payload payload) {
        try (JsonParser parser = LuxiJson.parser(payload)) {
            int depth = 0;
            do {
                switch (parser.nextToken()) {
                    case null -> {
                        return false;
                    }
                    case START_OBJECT, START_ARRAY -> depth++;
                    case END_OBJECT, END_ARRAY -> depth--;
                    default -> parser.finishToken();
                }
            } while (depth > 0);
            return true;
        } catch (JacksonException e) {
            return false;
        }
    }

    /** Finds the secret cells of the tables in the reply at {@code root}: from where to where. */
    private static void addCells(byte[] bytes, int root, List<String> fields, NavigableMap<Integer, Integer> cells) {
        for (int key = JsonWalk.first(bytes, root); bytes[key] != '}'; ) {
            int value = JsonWalk.memberValue(bytes, key);
            if (text(bytes, key).equals("result")) {
                switch (bytes[value]) {
                    case '[' -> addRows(bytes, value, List.of(fields), WHOLE, cells);
                    case '{' -> addTable(bytes, value, fields, cells);
                    default -> {}
                }
            }
            key = JsonWalk.next(bytes, JsonWalk.valueEnd(bytes, value));
        }
    }

    /** A result with definitions and data: a column that either the query or a definition calls secret is. */
    private static void addTable(byte[] bytes, int result, List<String> fields, NavigableMap<Integer, Integer> cells) {
        List<List<String>> names = new ArrayList<>();
        names.add(fields);
        List<Integer> tables = new ArrayList<>();
        for (int key = JsonWalk.first(bytes, result); bytes[key] != '}'; ) {
            int value = JsonWalk.memberValue(bytes, key);
            String name = text(bytes, key);
            if (name.equals("fields") && bytes[value] == '[') {
                names.add(definedNames(bytes, value));
            }
            if (name.equals("data") && bytes[value] == '[') {
                tables.add(value);
            }
            key = JsonWalk.next(bytes, JsonWalk.valueEnd(bytes, value));
        }
        for (int table : tables) {
            addRows(bytes, table, names, Redaction::behindStatus, cells);
        }
    }

    private static List<String> definedNames(byte[] bytes, int list) {
        List<String> names = new ArrayList<>();
        for (int at = JsonWalk.first(bytes, list); bytes[at] != ']'; ) {
            names.add(definedName(bytes, at));
            at = JsonWalk.next(bytes, JsonWalk.valueEnd(bytes, at));
        }
        return names;
    }

    /** Of a name that stands twice the secret one counts. */
    private static String definedName(byte[] bytes, int definition) {
        String name = "";
        if (bytes[definition] == '{') {
            for (int key = JsonWalk.first(bytes, definition); bytes[key] != '}'; ) {
                int value = JsonWalk.memberValue(bytes, key);
                if (text(bytes, key).equals("name") && bytes[value] == '"' && !isSecret(name)) {
                    name = text(bytes, value);
                }
                key = JsonWalk.next(bytes, JsonWalk.valueEnd(bytes, value));
            }
        }
        return name;
    }

    private static void addRows(
            byte[] bytes, int list, List<List<String>> names, Cell cell, NavigableMap<Integer, Integer> cells) {
        for (int row = JsonWalk.first(bytes, list); bytes[row] != ']'; ) {
            if (bytes[row] == '[') {
                addRow(bytes, row, names, cell, cells);
            }
            row = JsonWalk.next(bytes, JsonWalk.valueEnd(bytes, row));
        }
    }

    private static void addRow(
            byte[] bytes, int row, List<List<String>> names, Cell cell, NavigableMap<Integer, Integer> cells) {
        int column = 0;
        for (int at = JsonWalk.first(bytes, row); bytes[at] != ']'; column++) {
            int end = JsonWalk.valueEnd(bytes, at);
            if (isSecretColumn(names, column)) {
                cells.put(cell.value(bytes, at), end);
            }
            at = JsonWalk.next(bytes, end);
        }
    }

    private static boolean isSecretColumn(List<List<String>> names, int column) {
        return names.stream().anyMatch(each -> column < each.size() && isSecret(each.get(column)));
    }

    /** Where a cell's value begins: behind the status, where the cell is a list of a status and a value. */
    private static int behindStatus(byte[] bytes, int cell) {
        if (bytes[cell] == '[') {
            int status = JsonWalk.first(bytes, cell);
            boolean isDigit = bytes[status] >= '0' && bytes[status] <= '9';
            int end = isDigit ? JsonWalk.plainEnd(bytes, status) : status;
            int value = JsonWalk.next(bytes, end);
            if (isDigit && end == status + 1 && bytes[value] != ']') {
                int behind = JsonWalk.next(bytes, JsonWalk.valueEnd(bytes, value));
                return bytes[behind] == ']' ? value : cell;
            }
        }
        return cell;
    }

    /** Copies the value at {@code root}, its secrets replaced; behind it. */
    private int copy(byte[] bytes, int root, NavigableMap<Integer, Integer> cells, ByteArrayOutputStream out) {
        int end = JsonWalk.valueEnd(bytes, root);
        int i = root;
        while (i < end) {
            Optional<Integer> secretEnd = Optional.ofNullable(cells.get(i));
            if (secretEnd.isPresent()) {
                i = replace(bytes, i, secretEnd.get(), out);
            } else if (bytes[i] == '"') {
                int textEnd = JsonWalk.textEnd(bytes, i);
                out.write(bytes, i, textEnd - i);
                Integer value = valueOfSecretMember(bytes, i, textEnd);
                i = textEnd;
                if (value != null) {
                    out.write(bytes, i, value - i);
                    i = replace(bytes, value, JsonWalk.valueEnd(bytes, value), out);
                }
            } else {
                out.write(bytes[i++]);
            }
        }
        return end;
    }

    /** Where the value begins, if the text is the key of a secret member; null where it is not. */
    private static @Nullable Integer valueOfSecretMember(byte[] bytes, int key, int keyEnd) {
        int colon = JsonWalk.skipSpace(bytes, keyEnd);
        return colon < bytes.length && bytes[colon] == ':' && isSecret(text(bytes, key))
                ? Integer.valueOf(JsonWalk.skipSpace(bytes, colon + 1))
                : null;
    }

    /** Writes tokens in place of what stands from {@code start} to {@code end}; returns {@code end}. */
    private int replace(byte[] bytes, int start, int end, ByteArrayOutputStream out) {
        int i = start;
        while (i < end) {
            switch (bytes[i]) {
                case '"' -> {
                    int textEnd = JsonWalk.textEnd(bytes, i);
                    quote(tokens.ofText(bytes, i, textEnd), out);
                    i = textEnd;
                }
                case '{', '}', '[', ']', ',', ':', ' ', '\n', '\r', '\t' -> out.write(bytes[i++]);
                default -> {
                    int plainEnd = JsonWalk.plainEnd(bytes, i);
                    if (bytes[i] == 'n') {
                        out.write(bytes, i, plainEnd - i);
                    } else {
                        quote(tokens.ofPlain(bytes, i, plainEnd), out);
                    }
                    i = plainEnd;
                }
            }
        }
        return end;
    }

    private static void quote(byte[] token, ByteArrayOutputStream out) {
        out.write('"');
        out.writeBytes(token);
        out.write('"');
    }

    private static String text(byte[] bytes, int quote) {
        int end = JsonWalk.textEnd(bytes, quote);
        return new String(CanonicalText.ofText(bytes, quote + 1, end - 1), StandardCharsets.UTF_8);
    }
}

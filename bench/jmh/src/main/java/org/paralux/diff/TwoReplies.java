package org.paralux.diff;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * Two replies to {@code Query} on instances, of about a given length, that differ in one way. The same every time.
 *
 * @param primary as masterd writes it
 * @param shadow as masterd writes it too, but for {@link Way#REORDERED}
 */
record TwoReplies(byte[] primary, byte[] shadow) {
    private static final String[] NAMES = {
        "name", "be/memory", "oper_state", "snodes", "oper_ram", "ctime", "hvparams", "status"
    };
    private static final String[] TITLES = {
        "Instance", "ConfigMaxMem", "Running", "Secondary_Nodes", "Memory", "CTime", "HypervisorParameters", "Status"
    };
    private static final String[] KINDS = {"text", "unit", "bool", "other", "unit", "timestamp", "other", "text"};

    /** How they differ. */
    enum Way {
        IDENTICAL,
        /** Keys in another order and no spaces. */
        REORDERED,
        ONE_CELL,
        /** One cell of a hundred. */
        CELLS,
        /** Rows in another order. */
        PERMUTED
    }

    static TwoReplies of(int bytes, Way way) {
        List<String[]> rows = rows(bytes);
        List<String[]> others = new ArrayList<>(rows);
        Random random = new Random(11);
        switch (way) {
            case IDENTICAL, REORDERED -> {}
            case ONE_CELL -> change(others, rows.size() / 2, 1);
            case CELLS -> {
                for (int i = Math.max(1, rows.size() * NAMES.length / 100); i > 0; i--) {
                    change(others, random.nextInt(rows.size()), 1 + random.nextInt(NAMES.length - 1));
                }
            }
            case PERMUTED -> Collections.shuffle(others, random);
        }
        return new TwoReplies(
                reply(rows, false).getBytes(UTF_8),
                reply(others, way == Way.REORDERED).getBytes(UTF_8));
    }

    private static List<String[]> rows(int bytes) {
        Random random = new Random(5);
        List<String[]> rows = new ArrayList<>();
        for (int length = 900; length < bytes; ) {
            int i = rows.size();
            String[] row = {
                text("inst%06d.example.com".formatted(i)),
                String.valueOf(256 + random.nextInt(100) * 64),
                String.valueOf(random.nextBoolean()),
                "[" + text("node%03d.example.com".formatted(random.nextInt(700))) + "]",
                i % 9 == 0 ? "" : String.valueOf(random.nextInt(40_000)),
                String.format(Locale.ROOT, "1%09d.%06d", random.nextInt(1_000_000_000), random.nextInt(1_000_000)),
                "{\"acpi\": true, \"boot_order\": \"disk\", \"kernel_path\": \"/boot/vmlinuz-" + random.nextInt(9)
                        + "\", \"vnc_bind_address\": \"0.0.0.0\"}",
                text(i % 6 == 0 ? "ADMIN_down" : "running")
            };
            for (String value : row) {
                length += value.length() + 7;
            }
            rows.add(row);
        }
        return rows;
    }

    private static String text(String content) {
        return '"' + content + '"';
    }

    private static void change(List<String[]> rows, int row, int column) {
        String[] changed = rows.get(row).clone();
        changed[column] = text("changed in " + row);
        rows.set(row, changed);
    }

    private static String reply(List<String[]> rows, boolean otherOrder) {
        StringBuilder data = new StringBuilder();
        for (String[] row : rows) {
            data.append(data.isEmpty() ? "[" : ", [");
            for (int i = 0; i < row.length; i++) {
                data.append(i == 0 ? "" : ", ")
                        .append(row[i].isEmpty() ? "[3, null]" : "[0, " + value(row[i], otherOrder) + "]");
            }
            data.append(']');
        }
        StringBuilder fields = new StringBuilder();
        for (int i = 0; i < NAMES.length; i++) {
            String name = "\"name\": " + text(NAMES[i]);
            String kind =
                    "\"kind\": " + text(KINDS[i]) + ", \"title\": " + text(TITLES[i]) + ", \"doc\": " + text(TITLES[i]);
            fields.append(i == 0 ? "{" : ", {")
                    .append(otherOrder ? kind + ", " + name : name + ", " + kind)
                    .append('}');
        }
        String result = otherOrder
                ? "{\"data\": [" + data + "], \"fields\": [" + fields + "]}"
                : "{\"fields\": [" + fields + "], \"data\": [" + data + "]}";
        String reply = otherOrder
                ? "{\"result\": " + result + ", \"success\": true}"
                : "{\"success\": true, \"result\": " + result + "}";
        return otherOrder ? reply.replace(", ", ",").replace(": ", ":") : reply;
    }

    /** An object with its last member first. */
    private static String value(String value, boolean otherOrder) {
        int last = value.lastIndexOf(", ");
        return otherOrder && value.startsWith("{")
                ? "{" + value.substring(last + 2, value.length() - 1) + ", " + value.substring(1, last) + "}"
                : value;
    }
}

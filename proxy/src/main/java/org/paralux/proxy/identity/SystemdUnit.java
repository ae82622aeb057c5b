package org.paralux.proxy.identity;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The systemd unit that a process belongs to, from {@code /proc/PID/cgroup}: the innermost part of its path that is
 * named as a unit which can hold processes.
 */
final class SystemdUnit {
    private static final List<String> SUFFIXES = List.of(".service", ".scope", ".socket", ".mount", ".swap");
    private static final String DELETED = " (deleted)";

    private SystemdUnit() {}

    /** The unit in the text of a {@code cgroup} file of either version; null without one. */
    static @Nullable String in(byte[] cgroup) {
        String unified = "";
        for (String line : new String(cgroup, StandardCharsets.UTF_8).lines().toList()) {
            String[] parts = line.split(":", 3);
            if (parts.length < 3) {
                continue;
            }
            if (parts[1].equals("name=systemd")) {
                String unit = inPath(parts[2]);
                if (unit != null) {
                    return unit;
                }
            } else if (parts[1].isEmpty()) {
                unified = parts[2];
            }
        }
        return inPath(unified);
    }

    private static @Nullable String inPath(String path) {
        String present = path.endsWith(DELETED) ? path.substring(0, path.length() - DELETED.length()) : path;
        List<String> names = List.of(present.split("/"));
        for (String name : names.reversed()) {
            if (SUFFIXES.stream().anyMatch(suffix -> name.endsWith(suffix) && name.length() > suffix.length())) {
                return unescape(name);
            }
        }
        return null;
    }

    /** Reads each {@code \xNN} as the byte that it stands for. */
    private static String unescape(String name) {
        if (name.indexOf('\\') < 0) {
            return name;
        }
        byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream plain = new ByteArrayOutputStream(bytes.length);
        for (int i = 0; i < bytes.length; i++) {
            if (i + 3 < bytes.length && bytes[i] == '\\' && bytes[i + 1] == 'x') {
                int high = Character.digit(bytes[i + 2], 16);
                int low = Character.digit(bytes[i + 3], 16);
                if (high >= 0 && low >= 0) {
                    plain.write(high << 4 | low);
                    i += 3;
                    continue;
                }
            }
            plain.write(bytes[i]);
        }
        return plain.toString(StandardCharsets.UTF_8);
    }
}

package org.paralux.packaging;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The native code that libraries carry in their jars, as files: so nothing is written to a temporary folder at each start,
 * from which the host may not allow to load it.
 */
final class Natives {
    private static final Pattern NETTY = Pattern.compile("META-INF/native/(libnetty_.*_(x86_64|aarch_64)\\.so)");
    private static final Pattern ZSTD = Pattern.compile("linux/(amd64|aarch64)/(libzstd-jni)-[^/]*(\\.so)");

    private final String machine;
    private final Map<String, byte[]> files = new TreeMap<>();

    /** @param machine as {@code os.arch} names it */
    Natives(String machine) {
        this.machine = machine;
    }

    /** Keeps the entry of a jar, if it is native code of this machine. */
    void offer(String entry, byte[] content) {
        Matcher netty = NETTY.matcher(entry);
        Matcher zstd = ZSTD.matcher(entry);
        if (netty.matches() && isOurs(netty.group(2))) {
            files.put(netty.group(1), content);
        } else if (zstd.matches() && isOurs(zstd.group(1))) {
            files.put(zstd.group(2) + zstd.group(3), content);
        }
    }

    private boolean isOurs(String name) {
        return switch (name) {
            case "x86_64", "amd64" -> machine.equals("amd64");
            default -> machine.equals("aarch64");
        };
    }

    /** Writes them into a folder; how many there were. */
    int write(Path folder) throws IOException {
        Files.createDirectories(folder);
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            Files.write(folder.resolve(file.getKey()), file.getValue());
        }
        return files.size();
    }
}

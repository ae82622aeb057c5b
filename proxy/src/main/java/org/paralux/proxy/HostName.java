package org.paralux.proxy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What the kernel calls this host. No name service is asked, which may not know it, or not answer. */
final class HostName {
    private static final Path KERNEL = Path.of("/proc/sys/kernel/hostname");

    private HostName() {}

    static String ofThis() throws IOException {
        return Files.readString(KERNEL).strip();
    }
}

package org.paralux.proxy.kernel;

import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.nio.file.Files;
import java.nio.file.Path;

/** What this host is called. */
public final class ThisHost {
    private static final Path NAME = Path.of("/proc/sys/kernel/hostname");

    private ThisHost() {}

    /**
     * As {@code uname -n} prints it; empty where the kernel does not tell. The JDK's way to it asks a resolver for the
     * address too, and fails where none answers.
     */
    public static String name() {
        try {
            return Files.readString(NAME).strip();
        } catch (IOException e) {
            return "";
        }
    }

    /** Whether a name is this host's, by itself or by an address; asks a resolver only for another's. */
    public static boolean isCalled(String name) {
        if (name.equals(name())) {
            return true;
        }
        try {
            InetAddress address = InetAddress.getByName(name);
            return address.isLoopbackAddress() || NetworkInterface.getByInetAddress(address) != null;
        } catch (IOException unknown) {
            return false;
        }
    }
}

package org.paralux.proxy.epoch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.paralux.proxy.kernel.ThisHost;

/**
 * Whether this host is the cluster's master, by the file that Ganeti writes on each node ({@code ssconf_master_node}, beside
 * the configuration). It is read anew each time. Thread-safe.
 *
 * @param file may not be there, or may not be read
 */
public record Mastership(Path file) {
    private static final String NAME = "ssconf_master_node";

    /** Beside the cluster's configuration. */
    public static Mastership beside(Path configuration) {
        return new Mastership(configuration.resolveSibling(NAME));
    }

    /** The master's name; empty where the file does not tell. */
    public Optional<String> master() {
        try {
            return Files.readString(file).lines().findFirst().map(String::strip).filter(name -> !name.isEmpty());
        } catch (IOException notTold) {
            return Optional.empty();
        }
    }

    /** Whether it is this host, as far as the file says; where it does not tell, it is. */
    public boolean isHere() {
        return master().map(ThisHost::isCalled).orElse(true);
    }
}

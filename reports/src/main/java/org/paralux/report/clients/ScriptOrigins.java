package org.paralux.report.clients;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Tells where programs come from. */
@FunctionalInterface
public interface ScriptOrigins {
    /** Of another host nothing is known. */
    ScriptOrigins ELSEWHERE = _ -> Optional.empty();

    Optional<ScriptOrigin> of(Sighting sighting);

    /**
     * A program that ran.
     *
     * @param path of the script or executable
     * @param unit the systemd unit it ran in; null for none
     * @param node the host it ran on, as the log names it
     * @param last when it asked last
     */
    record Sighting(String path, @Nullable String unit, String node, Instant last) {}
}

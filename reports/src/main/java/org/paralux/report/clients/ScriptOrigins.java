package org.paralux.report.clients;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Tells where programs come from. */
@FunctionalInterface
public interface ScriptOrigins {
    /** Of another host nothing is known. */
    ScriptOrigins ELSEWHERE = (path, unit, node) -> Optional.empty();

    /**
     * The origin of a program.
     *
     * @param path of the script or executable
     * @param unit the systemd unit it ran in; null for none
     * @param node the host it ran on, as the log names it
     */
    Optional<ScriptOrigin> of(String path, @Nullable String unit, String node);
}

package org.paralux.report.clients;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a program on this host comes from and what starts it, as files of the host say.
 *
 * @param owner of the file; null where it is not there
 * @param debPackage the Debian package that has it; null for none
 * @param starters crontab lines, timers and units that name it
 * @param loginHost from where the ssh login came in whose session it ran; null where that is not known
 */
public record ScriptOrigin(
        @Nullable String owner,
        @Nullable String debPackage,
        List<String> starters,
        @Nullable String loginHost) {
    public ScriptOrigin {
        starters = List.copyOf(starters);
    }

    boolean isKnown() {
        return owner != null || debPackage != null || !starters.isEmpty() || loginHost != null;
    }
}

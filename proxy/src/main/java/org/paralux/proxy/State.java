package org.paralux.proxy;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.paralux.luxi.LuxiJson;
import org.paralux.proxy.health.Briefing;
import org.paralux.proxy.health.Identity;
import org.paralux.proxy.health.Vitals;
import org.paralux.proxy.live.LiveView;

/**
 * All that the dashboard shows, at one moment. The names of the members are those of the JSON.
 *
 * @param version of this form
 * @param stage the highest that any class has reached
 * @param stages of each class that was asked for
 * @param conditions those that hold
 * @param reports names of those that can be had
 */
record State(
        int version,
        String paralux,
        long pid,
        Instant startedAt,
        String stage,
        Map<String, String> stages,
        Briefing briefing,
        Vitals vitals,
        List<Held> conditions,
        List<Identity> identities,
        List<String> reports,
        LiveView live) {
    static final int VERSION = 1;

    /** A condition that holds. */
    record Held(String condition, String sentence, Instant since, boolean urgent, boolean affectsClients) {}

    byte[] toJson() {
        return LuxiJson.MAPPER.writeValueAsBytes(this);
    }
}

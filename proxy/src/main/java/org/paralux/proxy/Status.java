package org.paralux.proxy;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.paralux.audit.AuditStatus;
import org.paralux.luxi.LuxiJson;
import org.paralux.proxy.effort.Effort;
import org.paralux.proxy.epoch.Epoch;
import org.paralux.proxy.identity.IdentityCounts;
import tools.jackson.databind.node.ObjectNode;

/** What a proxy says of itself at one moment. */
record Status(
        String run,
        Instant startedAt,
        Instant now,
        Epoch epoch,
        ProxySettings settings,
        boolean serving,
        @Nullable Boolean servingQueries,
        int connections,
        Effort effort,
        long teeBytes,
        long spoolBytes,
        Map<String, Long> counts,
        IdentityCounts identities,
        AuditStatus audit) {

    String toJson() {
        ObjectNode page = LuxiJson.MAPPER.createObjectNode();
        page.put("version", 1);
        page.put("run", run);
        page.put("pid", ProcessHandle.current().pid());
        page.put("startedAt", startedAt.toString());
        page.put("uptimeSeconds", Duration.between(startedAt, now).toSeconds());
        page.put("listen", settings.listen().toString());
        page.put("listenRole", settings.listenRole().word());
        page.put("primary", settings.primary().toString());
        page.put(
                "shadow",
                settings.shadow() == null ? null : settings.shadow().socket().toString());
        page.put("epoch", epoch.id());
        page.put(
                "queryListen",
                settings.queryListen() == null ? null : settings.queryListen().toString());
        page.put("serving", serving);
        page.put("servingQueries", servingQueries);
        page.put("connections", connections);
        page.put("effort", effort.word());
        page.put("teeBytes", teeBytes);
        page.put("spoolBytes", spoolBytes);
        ObjectNode counted = page.putObject("counts");
        counts.forEach(counted::put);
        page.putObject("identities")
                .put("full", identities.full())
                .put("partial", identities.partial())
                .put("gone", identities.gone())
                .put("overflowed", identities.overflowed());
        page.putObject("audit")
                .put("seq", audit.head().seq())
                .put("chain", audit.head().chain())
                .put("queuedBytes", audit.queuedBytes())
                .put("lost", audit.lost())
                .put("trouble", audit.trouble());
        return page.toString();
    }
}

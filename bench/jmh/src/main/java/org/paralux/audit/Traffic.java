package org.paralux.audit;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.paralux.luxi.RequestKind;

/** Exchanges as a busy master sees them: a few programs, each with its own queries, many clients, some job commands. */
final class Traffic {
    static final Instant START = Instant.parse("2026-11-23T19:58:32.123456Z");

    private static final long SEED = 20261123;
    private static final List<String> NODE_FIELDS = List.of(
            "name", "dtotal", "dfree", "mtotal", "mnode", "mfree", "pinst_cnt", "sinst_cnt", "offline", "drained");
    private static final List<String> INSTANCE_FIELDS =
            List.of("name", "hypervisor", "os", "pnode", "status", "oper_ram", "admin_state", "disk.sizes");

    private Traffic() {}

    static List<AuditEvent> of(int records) {
        Random random = new Random(SEED);
        List<AuditEvent> events = new ArrayList<>(records);
        for (int i = 0; i < records; i++) {
            String client = "r20261123-c" + random.nextInt(200);
            events.add(
                    switch (random.nextInt(10)) {
                        case 0, 1, 2, 3 -> query(i, client, "node", "/live", NODE_FIELDS, null, null);
                        case 4, 5, 6 ->
                            query(
                                    i,
                                    client,
                                    "instance",
                                    "/live",
                                    INSTANCE_FIELDS,
                                    "[\"=\",\"name\",\"instance" + random.nextInt(1000) + ".example.com\"]",
                                    null);
                        case 7, 8 ->
                            query(
                                    i,
                                    client,
                                    "job",
                                    "",
                                    List.of("id", "status", "summary"),
                                    null,
                                    List.of(String.valueOf(100_000 + random.nextInt(50_000))));
                        default -> command(i, client);
                    });
        }
        return events;
    }

    private static AuditEvent query(
            int i,
            String client,
            String resource,
            String live,
            List<String> fields,
            @Nullable String filter,
            @Nullable List<String> names) {
        String shape = filter == null ? "-" : "[\"=\",\"name\",?]";
        return new AuditEvent.Exchange(
                "r20261123-" + i,
                "r20261123-k" + i / 3,
                client,
                "master",
                "Query",
                resource,
                fields,
                filter,
                names,
                RequestKind.QUERY,
                "Query/" + resource + live,
                "Query/" + resource + " fields="
                        + String.join(",", fields.stream().sorted().toList()) + " names=- filter=" + shape,
                true,
                null,
                null,
                200 + i % 97,
                4000L + i % 1013,
                900L + i % 7919,
                true,
                null,
                ExchangeEnd.COMPLETE,
                "primary",
                "primary");
    }

    private static AuditEvent command(int i, String client) {
        return new AuditEvent.Exchange(
                "r20261123-" + i,
                "r20261123-k" + i / 3,
                client,
                "master",
                "SubmitJob",
                null,
                null,
                null,
                null,
                RequestKind.COMMAND,
                null,
                null,
                false,
                null,
                List.of("OP_INSTANCE_STARTUP"),
                700 + i % 97,
                37L,
                3000L + i % 7919,
                true,
                null,
                ExchangeEnd.COMPLETE,
                "primary",
                "primary");
    }
}

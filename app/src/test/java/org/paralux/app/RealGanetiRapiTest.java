package org.paralux.app;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Ganeti's remote API cannot tell the proxy from the daemon. */
@OnRealGaneti
class RealGanetiRapiTest {
    private static final Duration TIME_LIMIT = Duration.ofSeconds(20);

    @TempDir
    private static Path folder;

    private static RealGaneti ganeti;
    private static RapiProcess direct;
    private static RapiProcess through;

    @BeforeAll
    static void start() throws Exception {
        RapiProcess.openWay(folder);
        ganeti = RealGaneti.front(folder);
        direct = RapiProcess.start(ganeti.makeDirectRoot());
        through = RapiProcess.start(ganeti.frontRoot());
    }

    @AfterAll
    static void stop() throws InterruptedException {
        direct.close();
        through.close();
        ganeti.stop();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/2/info",
                "/2/features",
                "/2/os",
                "/2/tags",
                "/2/nodes",
                "/2/nodes/nosuchnode",
                "/2/instances",
                "/2/instances?bulk=1",
                "/2/instances/nosuchinstance",
                "/2/groups?bulk=1",
                "/2/networks?bulk=1",
                "/2/jobs/1",
                "/2/jobs/99999999",
                "/2/query/node?fields=name,role,offline",
                "/2/query/node/fields",
                "/2/query/instance?fields=name,status,tags,oper_ram",
                "/2/query/group?fields=name,uuid,node_list",
                "/2/query/network?fields=name,network,map",
                "/2/query/nosuch?fields=name"
            })
    void answersTheSameThroughTheProxy(String path) {
        // Others may change the cluster between two requests, but not always.
        await().atMost(TIME_LIMIT).untilAsserted(() -> assertEquals(direct.get(path), through.get(path)));
    }

    /** What is measured, and jobs of others, change from one moment to the next. */
    @ParameterizedTest
    @ValueSource(strings = {"/2/nodes?bulk=1", "/2/jobs", "/2/jobs?bulk=1", "/2/query/job?fields=id,status"})
    void answersTheSameButForNumbersThroughTheProxy(String path) {
        await().atMost(TIME_LIMIT)
                .untilAsserted(() -> assertEquals(withoutNumbers(direct.get(path)), withoutNumbers(through.get(path))));
    }

    private static RapiProcess.Answer withoutNumbers(RapiProcess.Answer answer) {
        return new RapiProcess.Answer(answer.status(), answer.body().replaceAll("[0-9]+(\\.[0-9]+)?", "0"));
    }

    @Test
    void aJobThroughTheProxyIsDoneOnce() throws Exception {
        String tag = "paralux-rapi-" + UUID.randomUUID();
        RapiProcess.Answer submitted = through.ask("PUT", "/2/tags?tag=" + tag);
        assertEquals(200, submitted.status(), submitted::toString);
        await().atMost(TIME_LIMIT).until(() -> direct.get("/2/tags").body().contains(tag));
        String job = "/2/jobs/" + submitted.body().strip();
        await().atMost(TIME_LIMIT).until(() -> through.get(job).body().contains("\"success\""));
        assertEquals(direct.get(job), through.get(job));
        assertEquals(200, through.ask("DELETE", "/2/tags?tag=" + tag).status());
        await().atMost(TIME_LIMIT).until(() -> !direct.get("/2/tags").body().contains(tag));
    }
}

package org.paralux.app;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.paralux.qa.simulate.DaemonOptions;
import org.paralux.qa.simulate.DaemonStyle;
import org.paralux.qa.simulate.EmbeddedDaemon;

/**
 * Ganeti's own tools cannot tell the embedded daemon, on a copy of the cluster's configuration, from the daemon itself, as
 * long as they show what is configured. What nodes measure, what jobs there were, and the words that describe fields are
 * not the same, and are not asked for here.
 */
@OnRealGaneti
class RealGanetiEmbeddedTest {
    private static final Duration TIME_LIMIT = Duration.ofSeconds(20);

    @TempDir
    private static Path folder;

    private static Path real;
    private static Path root;
    private static EmbeddedDaemon daemon;
    private static RapiProcess rapiOfReal;
    private static RapiProcess rapiOfEmbedded;

    @BeforeAll
    static void start() throws Exception {
        RapiProcess.openWay(folder);
        Path configuration = Files.copy(Path.of("/var/lib/ganeti/config.data"), folder.resolve("config.data"));
        daemon = EmbeddedDaemon.start(DaemonOptions.of(folder.resolve("socket"), DaemonStyle.LUXID)
                .withClusterFile(configuration)
                // The remote API has a user of its own.
                .withSocketMode(PosixFilePermissions.fromString("rw-rw-rw-")));
        real = RealGaneti.makeRoot(folder.resolve("real"), RealGaneti.socket());
        root = RealGaneti.makeRoot(folder.resolve("embedded"), daemon.socket());
        rapiOfReal = RapiProcess.start(real);
        rapiOfEmbedded = RapiProcess.start(root);
    }

    @AfterAll
    static void stop() throws IOException {
        rapiOfReal.close();
        rapiOfEmbedded.close();
        daemon.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "gnt-node list -o name,role,group,pip,sip,offline,drained,master_candidate,pinst_cnt,sinst_cnt,tags,uuid",
                "gnt-node list --no-headers --separator=: -o name,pinst_list,sinst_list",
                "gnt-node list -o name,ctime,mtime,serial_no",
                "gnt-node list nosuchnode",
                "gnt-node list -o nosuchfield",
                "gnt-node info",
                "gnt-node info nosuchnode",
                "gnt-node list-tags node1.example.com",
                "gnt-node volumes",
                "gnt-instance list -o name,pnode,snodes,disk_template,disk_usage,tags,os,hypervisor",
                "gnt-instance list -o name,uuid,ctime,serial_no,beparams,hvparams,nic.macs,nic.ips,disk.sizes",
                "gnt-instance list -o name -F admin_state==\"up\"",
                "gnt-instance list nosuchinstance",
                "gnt-instance info -s -a",
                "gnt-instance info nosuchinstance",
                "gnt-job info 99999999",
                "gnt-group list",
                "gnt-group list -o name,uuid,node_cnt,node_list,pinst_cnt,pinst_list,alloc_policy,ndparams,ipolicy,tags",
                "gnt-group info",
                "gnt-group list-tags default",
                "gnt-group show-ispecs-cmd",
                "gnt-network list",
                "gnt-network list -o name,uuid,network,gateway,free_count,reserved_count,map,inst_list,group_list",
                "gnt-network info",
                "gnt-network list-tags net-a",
                "gnt-cluster info",
                "gnt-cluster getmaster",
                "gnt-cluster list-tags",
                "gnt-cluster search-tags .",
                "gnt-cluster search-tags ^pro",
                "gnt-cluster show-ispecs-cmd",
                "gnt-os list",
                "gnt-os info",
                "gnt-filter list"
            })
    void toolsPrintTheSame(String command) {
        assertPrintTheSame(UnaryOperator.identity(), command.split(" "));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "gnt-node list -o name,mtotal,mfree,dtotal,dfree,ctotal",
                "gnt-node list-storage",
                "gnt-os diagnose",
                "gnt-cluster version"
            })
    void toolsPrintTheSameButForWhatIsMeasured(String command) {
        assertPrintTheSame(RealGanetiEmbeddedTest::withoutMeasures, command.split(" "));
    }

    /** Their view of a cluster needs every resource at once, and says when one does not fit another. */
    @ParameterizedTest
    @ValueSource(strings = {"hbal", "hspace", "hinfo", "hcheck", "hscan"})
    void htoolsLoadTheSameCluster(String tool) throws Exception {
        RealGaneti.ToolRun ofReal = RealGaneti.below(real, tool, "-L" + RealGaneti.socket());
        RealGaneti.ToolRun ofEmbedded = RealGaneti.below(root, tool, "-L" + daemon.socket());
        assertEquals(ofReal.exitCode(), ofEmbedded.exitCode(), ofEmbedded::toString);
        assertEquals(counts(ofReal), counts(ofEmbedded));
    }

    @ParameterizedTest
    @EnumSource(DaemonStyle.class)
    void aJobIsSubmittedAndWatchedWithEitherDaemon(DaemonStyle style) throws Exception {
        DaemonOptions options = DaemonOptions.of(folder.resolve(style + ".socket"), style)
                .withClusterFile(folder.resolve("config.data"));
        try (EmbeddedDaemon other = EmbeddedDaemon.start(options)) {
            Path otherRoot = RealGaneti.makeRoot(folder.resolve(style.name()), other.socket());
            RealGaneti.ToolRun submitted =
                    RealGaneti.below(otherRoot, "gnt-debug", "delay", "--submit", "--print-jobid", "0.1");
            assertEquals(0, submitted.exitCode(), submitted::toString);
            String job = submitted.out().strip().replaceAll("\\D", "");
            RealGaneti.ToolRun watched = RealGaneti.below(otherRoot, "gnt-job", "wait", job);
            assertEquals(0, watched.exitCode(), watched::toString);
            RealGaneti.ToolRun listed =
                    RealGaneti.below(otherRoot, "gnt-job", "list", "--no-headers", "-o", "id,status", job);
            assertEquals(job + " success", listed.out().strip());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/2/features",
                "/2/os",
                "/2/tags",
                "/2/nodes",
                "/2/nodes/nosuchnode",
                "/2/instances",
                "/2/groups?bulk=1",
                "/2/networks?bulk=1",
                "/2/jobs/99999999",
                "/2/query/node?fields=name,role,offline",
                "/2/query/instance?fields=name,tags,beparams",
                "/2/query/group?fields=name,uuid,node_list",
                "/2/query/network?fields=name,network,map"
            })
    void theRemoteApiAnswersTheSame(String path) {
        await().atMost(TIME_LIMIT)
                .untilAsserted(() -> assertEquals(
                        withoutDescriptions(rapiOfReal.get(path)), withoutDescriptions(rapiOfEmbedded.get(path))));
    }

    /** Others may change the cluster between two runs, but not always; the copy then is behind for good. */
    private static void assertPrintTheSame(UnaryOperator<RealGaneti.ToolRun> view, String... words) {
        await().atMost(TIME_LIMIT).untilAsserted(() -> {
            Files.copy(
                    Path.of("/var/lib/ganeti/config.data"),
                    folder.resolve("config.data"),
                    StandardCopyOption.REPLACE_EXISTING);
            CompletableFuture<RealGaneti.ToolRun> ofReal = CompletableFuture.supplyAsync(() -> below(real, words));
            RealGaneti.ToolRun ofEmbedded = below(root, words);
            assertEquals(view.apply(ofReal.get()), view.apply(ofEmbedded));
        });
    }

    private static RealGaneti.ToolRun below(Path aRoot, String... words) {
        try {
            return RealGaneti.below(aRoot, words);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static RealGaneti.ToolRun withoutMeasures(RealGaneti.ToolRun run) {
        RealGaneti.ToolRun masked = run.withoutNumbers();
        return new RealGaneti.ToolRun(
                masked.exitCode(),
                masked.out().replaceAll("VCS version: .*", "VCS version").replaceAll("\\[API versions: .*", ""),
                masked.err());
    }

    private static RapiProcess.Answer withoutDescriptions(RapiProcess.Answer answer) {
        return new RapiProcess.Answer(answer.status(), answer.body().replaceAll("\"doc\": \"(\\\\.|[^\"\\\\])*\"", ""));
    }

    private static List<String> counts(RealGaneti.ToolRun run) {
        return (run.out() + run.err())
                .lines()
                .filter(line -> line.matches(".*\\d+ (nodes|initial instances).*"))
                .toList();
    }
}

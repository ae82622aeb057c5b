package org.paralux.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Ganeti's own tools cannot tell the proxy from the daemon. */
@OnRealGaneti
class RealGanetiToolsTest {
    /** Others may change the cluster between two runs, but not always. */
    private static final int ATTEMPTS = 3;

    @TempDir
    private static Path folder;

    private static RealGaneti ganeti;

    @BeforeAll
    static void openCluster() throws Exception {
        ganeti = RealGaneti.front(folder);
    }

    @AfterAll
    static void closeCluster() throws InterruptedException {
        ganeti.stop();
    }

    static Stream<String> steadyCommands() {
        return Stream.of(
                "gnt-node list -o name,role,group,pip,sip,offline,drained,master_candidate,pinst_cnt,sinst_cnt,tags,uuid",
                "gnt-node list -o name,ctime,mtime,serial_no,ctotal,mtotal,dtotal,bootid,hv_state",
                "gnt-node list --no-headers --separator=: -o name,pinst_list,sinst_list",
                "gnt-node list -F role==\"M\"",
                "gnt-node list nosuchnode",
                "gnt-node list -o nosuchfield",
                "gnt-node list-fields",
                "gnt-node info",
                "gnt-node info nosuchnode",
                "gnt-node list-tags node1.example.com",
                "gnt-node volumes",
                "gnt-instance list",
                "gnt-instance list -o name,status,oper_state,oper_ram,pnode,snodes,disk_template,disk_usage,tags",
                "gnt-instance list -o +uuid,ctime,serial_no,beparams,hvparams,nic.macs,nic.ips,disk.sizes",
                "gnt-instance list -F status!=\"running\"",
                "gnt-instance list nosuchinstance",
                "gnt-instance list-fields",
                "gnt-instance info -s -a",
                "gnt-instance info nosuchinstance",
                "gnt-job list -F id<4",
                "gnt-job list -o id,status,summary,received_ts,start_ts,end_ts,ops,opresult -F id<4",
                "gnt-job list-fields",
                "gnt-job info 1",
                "gnt-job info 99999999",
                "gnt-job watch 1",
                "gnt-group list",
                "gnt-group list -o name,uuid,node_cnt,node_list,pinst_cnt,pinst_list,alloc_policy,ndparams,ipolicy,tags",
                "gnt-group list-fields",
                "gnt-group info",
                "gnt-group list-tags default",
                "gnt-group show-ispecs-cmd",
                "gnt-network list",
                "gnt-network list -o name,uuid,network,gateway,free_count,reserved_count,map,inst_list,group_list",
                "gnt-network list-fields",
                "gnt-network info",
                "gnt-network list-tags net-a",
                "gnt-cluster info",
                "gnt-cluster version",
                "gnt-cluster getmaster",
                "gnt-cluster list-tags",
                "gnt-cluster search-tags .",
                "gnt-cluster show-ispecs-cmd",
                "gnt-backup list",
                "gnt-backup list -o node,export",
                "gnt-backup list-fields",
                "gnt-os list",
                "gnt-os diagnose",
                "gnt-os info",
                "gnt-filter list",
                "gnt-filter list -o uuid,priority,predicates,action,watermark,reason",
                "gnt-filter list-fields",
                "gnt-filter info 00000000-0000-0000-0000-000000000000",
                "gnt-debug locks",
                "gnt-debug locks -o name,mode,owner,pending");
    }

    @ParameterizedTest
    @MethodSource("steadyCommands")
    void printsTheSameThroughTheProxy(String command) throws Exception {
        assertPrintsTheSame(command, UnaryOperator.identity());
    }

    /** What they measure changes from one moment to the next. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "gnt-node list",
                "gnt-node list -o name,mfree,mnode,dfree,cnodes,csockets",
                "gnt-node list-storage",
                "gnt-job list"
            })
    void printsTheSameButForNumbersThroughTheProxy(String command) throws Exception {
        assertPrintsTheSame(command, RealGaneti.ToolRun::withoutNumbers);
    }

    private static void assertPrintsTheSame(String command, UnaryOperator<RealGaneti.ToolRun> view)
            throws IOException, InterruptedException {
        String[] words = command.split(" ");
        RealGaneti.ToolRun direct = view.apply(ganeti.direct(words));
        RealGaneti.ToolRun through = view.apply(ganeti.through(words));
        for (int attempt = 1; attempt < ATTEMPTS && !direct.equals(through); attempt++) {
            direct = view.apply(ganeti.direct(words));
            through = view.apply(ganeti.through(words));
        }
        assertEquals(direct, through);
    }

    @Test
    void aFilterIsShown() throws Exception {
        String[] list = {"gnt-filter", "list", "--no-headers", "-o", "uuid"};
        String filters = succeeded(ganeti.direct(list)).out().strip();
        assertPrintsTheSame(("gnt-filter info " + filters.replace('\n', ' ')).strip(), UnaryOperator.identity());
    }

    @Test
    void aJobIsSubmittedOnceAndWatched() throws Exception {
        RealGaneti.ToolRun submitted = succeeded(ganeti.through("gnt-debug", "delay", "--submit", "0.1"));
        String id = (submitted.out() + submitted.err()).replaceAll("\\D", "");
        assertTrue(id.matches("\\d+"), submitted::toString);

        RealGaneti.ToolRun watched = succeeded(ganeti.through("gnt-job", "watch", id));
        assertEquals(succeeded(ganeti.direct("gnt-job", "watch", id)), watched);
        assertEquals(succeeded(ganeti.direct("gnt-job", "info", id)), ganeti.through("gnt-job", "info", id));
        String[] status = {"gnt-job", "list", "--no-headers", "-o", "status", id};
        assertEquals("success", succeeded(ganeti.through(status)).out().strip());
    }

    @Test
    void aJobIsWaitedFor() throws Exception {
        assertEquals(
                succeeded(ganeti.direct("gnt-debug", "delay", "0.1")), ganeti.through("gnt-debug", "delay", "0.1"));
    }

    @Test
    void tagsAreAddedAndRemoved() throws Exception {
        String tag = "paralux-test-" + UUID.randomUUID();
        succeeded(ganeti.through("gnt-cluster", "add-tags", tag));
        assertTrue(tags().contains(tag));
        succeeded(ganeti.through("gnt-cluster", "remove-tags", tag));
        assertFalse(tags().contains(tag));
    }

    private static List<String> tags() throws IOException, InterruptedException {
        return succeeded(ganeti.direct("gnt-cluster", "list-tags"))
                .out()
                .lines()
                .toList();
    }

    private static RealGaneti.ToolRun succeeded(RealGaneti.ToolRun run) {
        assertEquals(0, run.exitCode(), run::toString);
        return run;
    }
}

package org.paralux.proxy.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.paralux.proxy.identity.Ancestry.Root;

class AncestryTest {
    private FakeProc proc;
    private ProcReader reader;

    @BeforeEach
    void begin(@TempDir Path root) {
        proc = new FakeProc(root);
        reader = new ProcReader(root);
    }

    @AfterEach
    void end() {
        reader.close();
    }

    private void process(int pid, String comm, int parent, long start, String... cmdline) throws IOException {
        proc.process(pid, comm, start).stat(comm, 'S', parent, start).cmdline(cmdline);
    }

    private Ancestry of(int parent, long start) {
        return Ancestry.of(new Stat("gnt-node", 'R', parent, start), reader, CommandLinePolicy.REDUCED);
    }

    @Test
    void aCronJobEndsAtCron() throws IOException {
        process(1, "systemd", 0, 1, "/sbin/init");
        process(812, "cron", 1, 90, "/usr/sbin/cron", "-f");
        process(900, "cron", 812, 500, "/usr/sbin/CRON", "-f");
        process(901, "sh", 900, 500, "/bin/sh", "-c", "PW=hunter2 gnt-node list | mail root");

        Ancestry ancestry = of(901, 500);

        assertEquals(List.of("sh(901) /bin/sh -c gnt-node; mail", "cron(900) /usr/sbin/CRON -f"), ancestry.parents());
        assertEquals(Root.CRON, ancestry.root());
    }

    @Test
    void aLoginEndsAtSshdAndPassesSudo() throws IOException {
        process(700, "sshd", 1, 10, "sshd: alice@pts/0");
        process(701, "bash", 700, 11, "-bash");
        process(702, "sudo", 701, 12, "sudo", "-u", "root", "gnt-node", "list");

        Ancestry ancestry = of(702, 13);

        assertEquals(
                List.of("sudo(702) sudo -u ... ... ...", "bash(701) -bash", "sshd(700) sshd: ..."), ancestry.parents());
        assertEquals(Root.LOGIN, ancestry.root());
    }

    @Test
    void aServiceEndsAtSystemd() throws IOException {
        process(1, "systemd", 0, 1, "/lib/systemd/systemd", "--system");

        assertEquals(new Ancestry(List.of("systemd(1) /lib/systemd/systemd --system"), Root.SYSTEM), of(1, 50));
    }

    @Test
    void aParentThatIsYoungerThanItsChildIsNone() throws IOException {
        process(500, "sshd", 1, 51, "sshd");

        assertEquals(Ancestry.UNKNOWN, of(500, 50));
    }

    @Test
    void aParentThatIsGoneEndsTheChain() {
        assertEquals(Ancestry.UNKNOWN, of(500, 50));
    }

    @Test
    void aChainThatNeverEndsIsCut() throws IOException {
        for (int pid = 100; pid < 200; pid++) {
            process(pid, "bash", pid == 100 ? 199 : pid - 1, 1, "bash");
        }

        assertTrue(of(199, 1).parents().size() <= 16);
    }
}

package org.paralux.proxy.identity;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.paralux.audit.ClientFacts;
import org.paralux.audit.ClientFacts.Identity;
import org.paralux.proxy.identity.ClientIdentifier.Settings;
import org.paralux.proxy.identity.FakeProc.FakeProcess;

@Timeout(30)
class ClientIdentifierTest {
    private static final Accounts ACCOUNTS = new Accounts() {
        @Override
        public String user(long uid) {
            return "user" + uid;
        }

        @Override
        public String group(long gid) {
            return "group" + gid;
        }
    };

    private final AtomicInteger ids = new AtomicInteger();
    private final Queue<ClientFacts> announced = new ConcurrentLinkedQueue<>();

    private ClientIdentifier identifier(Settings settings) {
        return new ClientIdentifier(settings, ACCOUNTS, () -> "c" + ids.incrementAndGet(), announced::add);
    }

    private static ClientFacts facts(PendingClient pending) throws Exception {
        return pending.facts().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    /** Every id was announced once, and each client that was handed out is one of them. */
    private void assertAnnouncedOnce(ClientFacts... handedOut) {
        Set<String> unique = new HashSet<>();
        announced.forEach(facts -> assertTrue(unique.add(facts.client()), () -> facts + " announced twice"));
        for (ClientFacts facts : handedOut) {
            assertTrue(announced.contains(facts), () -> facts + " never announced");
        }
    }

    /** Real processes, children of this one. */
    @Nested
    class OfRealProcesses {
        private final List<Process> children = new ArrayList<>();
        private ClientIdentifier identifier;

        @BeforeEach
        void begin() {
            identifier = identifier(Settings.DEFAULT);
        }

        @AfterEach
        void end() {
            identifier.close();
            children.forEach(Process::destroyForcibly);
        }

        private Process start(String... command) throws IOException {
            Process child = new ProcessBuilder(command).start();
            children.add(child);
            return child;
        }

        /** As if {@code child} had connected a second from now, so that its start is certainly before. */
        private ClientFacts identify(Process child) throws Exception {
            int uid = (int) Files.getAttribute(Path.of("/proc/self"), "unix:uid");
            int gid = (int) Files.getAttribute(Path.of("/proc/self"), "unix:gid");
            int pid = Math.toIntExact(child.pid());
            long later = new Posix(Arena.ofAuto()).bootTimeNanos() + 1_000_000_000L;
            return facts(identifier.identify(new PeerCredentials(pid, uid, gid, PeerPidfd.UNKNOWN, later)));
        }

        @Test
        void aScriptIsKnownByItsPath(@TempDir Path folder) throws Exception {
            Path script =
                    Files.writeString(folder.resolve("gnt-node"), "import sys; print(flush=True); sys.stdin.read()");
            Process child = start("python3", "-u", script.toString(), "list", "--secret=hunter2", "web1");
            assertEquals('\n', child.getInputStream().read(), "it runs");

            ClientFacts facts = identify(child);

            assertEquals(Identity.FULL, facts.identity());
            assertEquals(List.of("-u", script.toString(), "list", "--secret=...", "..."), tail(facts));
            assertTrue(facts.key().startsWith(facts.uid() + " " + script + " "), facts::key);
            assertTrue(facts.key().endsWith(" list"), facts::key);
            assertEquals("user" + facts.uid(), facts.user());
            assertTrue(
                    facts.parents()
                            .getFirst()
                            .contains("(" + ProcessHandle.current().pid() + ")"),
                    facts::toString);
            assertAnnouncedOnce(facts);
        }

        private List<String> tail(ClientFacts facts) {
            List<String> cmdline = facts.cmdline() == null ? List.of() : facts.cmdline();
            return cmdline.subList(1, cmdline.size());
        }

        @Test
        void oneProcessIsOneClientHoweverOftenItConnects() throws Exception {
            Process child = start("sleep", "60");

            ClientFacts first = identify(child);
            for (int i = 0; i < 20; i++) {
                assertEquals(first, identify(child));
            }

            assertEquals(1, announced.size());
            assertEquals(new IdentityCounts(21, 0, 0, 0), identifier.counts());
        }

        @Test
        void anExecMakesItAnotherClient() throws Exception {
            Process child = start("sh", "-c", "read line; exec sleep 60");
            ClientFacts before = identify(child);
            child.getOutputStream().write('\n');
            child.getOutputStream().flush();
            Path comm = Path.of("/proc/" + child.pid() + "/comm");
            await().until(() -> Files.readString(comm).equals("sleep\n"));

            ClientFacts after = identify(child);

            assertEquals("sh", before.comm());
            assertEquals("sleep", after.comm());
            assertNotEquals(before.client(), after.client());
            assertAnnouncedOnce(before, after);
        }

        @Test
        void twoProcessesOfOneProgramAreTwoClientsWithOneKey() throws Exception {
            ClientFacts one = identify(start("sleep", "60"));
            ClientFacts two = identify(start("sleep", "61"));

            assertNotEquals(one.client(), two.client());
            assertEquals(one.key(), two.key());
        }

        @Test
        void aProcessThatIsGoneIsSaidToBe() throws Exception {
            Process child = start("true");
            child.waitFor();

            ClientFacts facts = identify(child);

            assertEquals(Identity.GONE, facts.identity());
            assertEquals(facts.uid() + " (gone) - -", facts.key());
            assertNull(facts.comm());
            assertAnnouncedOnce(facts);
        }
    }

    /** Processes that no kernel would show at will. */
    @Nested
    class OfFakes {
        private FakeProc proc;

        @BeforeEach
        void begin(@TempDir Path root) {
            proc = new FakeProc(root);
        }

        private ClientIdentifier identifier(int maxWaiting) {
            return ClientIdentifierTest.this.identifier(
                    new Settings(proc.root(), CommandLinePolicy.REDUCED, maxWaiting, 1024 * 1024));
        }

        private FakeProcess held(int pid) throws Exception {
            return proc.process(pid, "held", 1).stopAt("stat");
        }

        private void release(FakeProcess process) throws Exception {
            process.release("stat", FakeProc.statText("held", 'S', 0, 1));
        }

        @Test
        void pidZeroIsSaidPlainly() throws Exception {
            try (ClientIdentifier identifier = identifier(10)) {
                ClientFacts facts = facts(identifier.identify(FakeProc.peer(0, 5)));

                assertEquals(Identity.GONE, facts.identity());
                assertEquals("0 (other-pid-namespace) - -", facts.key());
                assertNull(facts.comm());
            }
        }

        @Test
        void aReusedNumberIsAnotherClient() throws Exception {
            try (ClientIdentifier identifier = identifier(10)) {
                proc.process(7, "sleep", 1);
                ClientFacts first = facts(identifier.identify(FakeProc.peer(7, 5)));
                proc.process(7, "sleep", 9);
                ClientFacts ofTheFirst = facts(identifier.identify(FakeProc.peer(7, 6)));
                ClientFacts second = facts(identifier.identify(FakeProc.peer(7, 10)));

                assertEquals(Identity.FULL, first.identity());
                assertEquals(Identity.GONE, ofTheFirst.identity());
                assertEquals(Identity.FULL, second.identity());
                assertNotEquals(first.client(), second.client());
                assertAnnouncedOnce(first, ofTheFirst, second);
            }
        }

        @Test
        void anExecThatKeepsTheNameMakesItAnotherClient() throws Exception {
            try (ClientIdentifier identifier = identifier(10)) {
                proc.process(7, "python3", 1).cmdline("python3", "/opt/a.py");
                ClientFacts before = facts(identifier.identify(FakeProc.peer(7, 5)));
                proc.process(7, "python3", 1).cmdline("python3", "/opt/b.py");
                ClientFacts after = facts(identifier.identify(FakeProc.peer(7, 6)));

                assertNotEquals(before.client(), after.client());
                assertEquals("0 /opt/b.py - -", after.key());
            }
        }

        @Test
        void oneProcessUnderTwoUsersIsTwoClients() throws Exception {
            try (ClientIdentifier identifier = identifier(10)) {
                proc.process(7, "sleep", 1).file("status", "Uid:\t0\t1000\t0\t1000\n");
                ClientFacts root = facts(identifier.identify(FakeProc.peer(7, 5)));
                PeerCredentials other = new PeerCredentials(7, 1000, 0, PeerPidfd.UNKNOWN, 5 * FakeProc.TICK_NANOS);

                ClientFacts user = facts(identifier.identify(other));

                assertEquals(1000, user.uid());
                assertNotEquals(root.client(), user.client());
            }
        }

        @Test
        void whoFindsTheQueueFullGetsWhatTheSocketSaid() throws Exception {
            try (ClientIdentifier identifier = identifier(1)) {
                FakeProcess one = held(11);
                FakeProcess two = held(12);
                PendingClient first = identifier.identify(FakeProc.peer(11, 5));
                PendingClient second = identifyOnceTaken(identifier, 12);
                proc.process(13, "waits", 1);
                PendingClient third = identifyOnceTaken(identifier, 13);

                ClientFacts refused =
                        identifier.identify(FakeProc.peer(14, 5)).now().orElseThrow();

                assertEquals(Identity.PARTIAL, refused.identity());
                assertEquals("0 (unread) - -", refused.key());
                assertEquals(Optional.empty(), third.now());
                CompletionStage<Boolean> announcedBefore = first.facts().thenApply(announced::contains);
                release(one);
                release(two);
                assertEquals("held", facts(first).comm());
                assertTrue(announcedBefore.toCompletableFuture().get(10, TimeUnit.SECONDS));
                assertEquals("held", facts(second).comm());
                assertEquals("waits", facts(third).comm());
                assertAnnouncedOnce(refused, facts(first), facts(second), facts(third));
            }
        }

        /** Tries until the one place in the queue is free. */
        private PendingClient identifyOnceTaken(ClientIdentifier identifier, int pid) {
            return await().until(
                            () -> identifier.identify(FakeProc.peer(pid, 5)),
                            pending -> pending.now().isEmpty());
        }

        @Test
        void whoHasWaitedLongEnoughGetsWhatIsKnownAndKeepsIt() throws Exception {
            try (ClientIdentifier identifier = identifier(10)) {
                FakeProcess process = held(11);
                PendingClient pending = identifier.identify(FakeProc.peer(11, 5));
                assertEquals(Optional.empty(), pending.now());

                // A reader that comes only after the end of the wait would not look at all.
                process.release("stat", FakeProc.statText("held", 'S', 0, 1), pending::settle);

                ClientFacts settled = pending.now().orElseThrow();
                assertEquals(Identity.PARTIAL, settled.identity());
                pending.settle();
                proc.process(12, "next", 1);
                ClientFacts next = facts(identifier.identify(FakeProc.peer(12, 5)));
                assertEquals(settled, pending.now().orElseThrow());
                assertAnnouncedOnce(settled, next);
            }
        }

        @Test
        void anIdentifierThatIsClosedLeavesNobodyWaiting() throws Exception {
            ClientIdentifier identifier = identifier(10);
            FakeProcess one = held(11);
            FakeProcess two = held(12);
            List<PendingClient> pending = new ArrayList<>();
            for (int pid : new int[] {11, 12, 13, 14}) {
                pending.add(identifier.identify(FakeProc.peer(pid, 5)));
            }
            Thread closing = Thread.ofPlatform().start(identifier::close);
            release(one);
            release(two);
            closing.join();

            pending.add(identifier.identify(FakeProc.peer(15, 5)));

            for (PendingClient client : pending) {
                assertAnnouncedOnce(facts(client));
            }
        }

        @Test
        void aCallbackThatThrowsCostsNobodyTheFacts() throws Exception {
            Settings settings = new Settings(proc.root(), CommandLinePolicy.FULL, 10, 0);
            proc.process(7, "sleep", 1).cmdline("sleep", "hunter2\n");
            try (ClientIdentifier identifier = new ClientIdentifier(settings, ACCOUNTS, () -> "c", facts -> {
                throw new IllegalStateException("a bug of the caller's");
            })) {
                ClientFacts facts = facts(identifier.identify(FakeProc.peer(7, 5)));

                assertEquals(List.of("sleep", "hunter2\n"), facts.cmdline());
            }
        }
    }

    @Test
    void theSystemKnowsItsUsers() {
        Accounts accounts = Accounts.ofSystem();

        assertEquals("root", accounts.user(0));
        assertEquals("root", accounts.group(0));
        assertNull(accounts.user(4_294_967_294L));
    }
}

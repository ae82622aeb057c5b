package org.paralux.proxy.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.paralux.proxy.identity.FakeProc.FakeProcess;
import org.paralux.proxy.identity.Reading.Seen;
import org.paralux.proxy.identity.Reading.Sighting;
import org.paralux.proxy.identity.Reading.Unseen;

@Timeout(30)
class PeerReaderTest {
    private static final int PID = 4242;
    private static final long START = 1000;
    private static final int O_RDWR = 2;

    private FakeProc proc;
    private PeerReader reader;

    @BeforeEach
    void begin(@TempDir Path root) {
        proc = new FakeProc(root);
        reader = new PeerReader(root);
    }

    @AfterEach
    void end() {
        reader.close();
    }

    private FakeProcess client() throws IOException {
        return proc.process(PID, "gnt-node", START);
    }

    private Seen seen(long acceptTick) {
        return assertInstanceOf(Seen.class, reader.read(FakeProc.peer(PID, acceptTick)));
    }

    @Test
    void readsAllThereIs() throws IOException {
        client().stat("a) (b", 'S', 17, START)
                .cmdline("/usr/bin/python3", "/usr/sbin/gnt-node", "list", "")
                .exe("/nowhere/python3.11 (deleted)")
                .file("loginuid", "1000")
                .cgroup("0::/system.slice/x.service");

        Sighting sighting = seen(START + 1).sighting();

        assertEquals(new Stat("a) (b", 'S', 17, START), sighting.stat());
        assertEquals(4, sighting.argv().words().size());
        assertEquals("/nowhere/python3.11 (deleted)", sighting.exe());
        assertEquals(1000L, sighting.loginuid());
        assertEquals("x.service", sighting.unit());
    }

    @Test
    void aLoginuidOfNobodyIsNone() throws IOException {
        client().file("loginuid", "4294967295\n");

        assertNull(seen(START + 1).sighting().loginuid());
    }

    /** Without a pidfd the start decides. It is cut off to a tick, so within the accept's own tick it may be later. */
    @ParameterizedTest
    @CsvSource({"-1, GONE", "0, uncertain", "1, certain", "100000, certain"})
    void aProcessIsCertainOnlyIfItStartedBeforeTheAccept(long ticksAfterStart, String expected) throws IOException {
        client();
        for (long nanosIntoTick : new long[] {0, 1, FakeProc.TICK_NANOS / 2, FakeProc.TICK_NANOS - 1}) {
            long acceptedAt = (START + ticksAfterStart) * FakeProc.TICK_NANOS + nanosIntoTick;

            Reading reading = reader.read(new PeerCredentials(PID, 0, 0, PeerPidfd.UNKNOWN, acceptedAt));

            String found = switch (reading) {
                case Seen seen -> seen.certain() ? "certain" : "uncertain";
                case Unseen why -> why.name();
            };
            assertEquals(expected, found, () -> "accepted at " + acceptedAt);
        }
    }

    @Test
    void withoutReadableExeItIsStillCertain() throws IOException {
        client().without("exe");

        Seen seen = seen(START + 1);

        assertEquals(true, seen.certain());
        assertNull(seen.sighting().exe());
    }

    @ParameterizedTest
    @CsvSource({"cmdline", "cgroup", "status"})
    void whatMattersMustHaveBeenRead(String missing) throws IOException {
        client().without(missing);

        assertEquals(false, seen(START + 1).certain());
    }

    @Test
    void aZombieHasANameAndNoMore() throws IOException {
        client().stat("gnt-node", 'Z', 1, START).without("cmdline").without("exe");

        Seen seen = seen(START + 1);

        assertEquals(false, seen.certain());
        assertEquals("gnt-node", seen.sighting().comm());
    }

    @Test
    void aProcessOfAnotherUserIsNotShown() throws IOException {
        client().uid(1000);

        assertEquals(Unseen.UNREAD, reader.read(FakeProc.peer(PID, START + 1)));
    }

    @Test
    void noProcessIsGone() {
        assertEquals(Unseen.GONE, reader.read(FakeProc.peer(PID, START)));
    }

    @Test
    void aPeerThatTheKernelSaidIsGoneIsNotLookedFor() throws IOException {
        client();
        PeerCredentials peer = new PeerCredentials(PID, 0, 0, PeerPidfd.GONE, (START + 1) * FakeProc.TICK_NANOS);

        assertEquals(Unseen.GONE, reader.read(peer));
    }

    @Test
    void pidZeroIsOfAnotherNamespace() {
        assertEquals(Unseen.OTHER_PID_NAMESPACE, reader.read(FakeProc.peer(0, START)));
    }

    /** A link to itself cannot be opened by anybody, as a folder without permission cannot by most. */
    @Test
    void aFolderThatMayNotBeOpenedIsUnread() throws IOException {
        Files.createSymbolicLink(proc.root().resolve("4242"), proc.root().resolve("4242"));

        assertEquals(Unseen.UNREAD, reader.read(FakeProc.peer(PID, START)));
    }

    @Test
    void anExecBetweenTheLooksIsReadAgain() throws Exception {
        FakeProcess client = client().stopAt("stat");
        CompletableFuture<Reading> reading = readAside();
        String asSleep = FakeProc.statText("sleep", 'S', 1, START);
        client.release("stat", asSleep, () -> client.cmdline("sleep", "1").stopAt("stat"));
        client.release("stat", asSleep);

        Seen seen = assertInstanceOf(Seen.class, reading.get(10, TimeUnit.SECONDS));

        assertEquals(true, seen.certain());
        assertEquals("sleep", seen.sighting().argv().words().getFirst());
    }

    @Test
    void aClientThatExecutesOnAndOnIsNotCertain() throws Exception {
        FakeProcess client = client().stopAt("stat");
        CompletableFuture<Reading> reading = readAside();
        for (String program : new String[] {"a", "b", "c"}) {
            String stat = FakeProc.statText(program, 'S', 1, START);
            client.release("stat", stat, () -> client.cmdline(program).stopAt("stat"));
        }

        assertEquals(
                false,
                assertInstanceOf(Seen.class, reading.get(10, TimeUnit.SECONDS)).certain());
    }

    /** A client that ended between the looks has no command line any more, but a name. */
    @ParameterizedTest
    @CsvSource({"gnt-node, true", "sleep, false"})
    void aClientThatEndsMeanwhileIsCertainIfItIsNamedAfterItsProgram(String comm, boolean certain) throws Exception {
        FakeProcess client = client().stopAt("stat");
        CompletableFuture<Reading> reading = readAside();
        client.release("stat", FakeProc.statText(comm, 'Z', 1, START), () -> client.without("cmdline"));

        assertEquals(
                certain,
                assertInstanceOf(Seen.class, reading.get(10, TimeUnit.SECONDS)).certain());
    }

    @Test
    void aClientThatIsReapedMeanwhileIsGoneWithoutAPidfd() throws Exception {
        FakeProcess client = client().stopAt("stat");
        CompletableFuture<Reading> reading = readAside();
        client.release("stat", "", client::remove);

        assertEquals(Unseen.GONE, reading.get(10, TimeUnit.SECONDS));
    }

    private CompletableFuture<Reading> readAside() {
        return CompletableFuture.supplyAsync(() -> reader.read(FakeProc.peer(PID, START + 1)));
    }

    /** What a pidfd adds. In its place stands a pipe without a byte: like the pidfd of a living process, not readable. */
    @Nested
    class WithPidfd {
        private int pidfd;

        @BeforeEach
        void open() throws Exception {
            new FakeProcess(proc.root()).stopAt("alive");
            pidfd = openDescriptor(proc.root().resolve("alive"), O_RDWR);
        }

        @AfterEach
        void close() {
            PeerPidfd.close(pidfd);
        }

        private Reading readAcceptedAt(long tick) {
            return reader.read(new PeerCredentials(PID, 0, 0, pidfd, tick * FakeProc.TICK_NANOS));
        }

        @Test
        void aLivingPeerIsCertainWithinTheTickOfItsStart() throws IOException {
            client();

            assertTrue(assertInstanceOf(Seen.class, readAcceptedAt(START)).certain());
        }

        @Test
        void aLaterStartIsNeverThePeers() throws IOException {
            client();

            assertEquals(Unseen.GONE, readAcceptedAt(START - 1));
        }

        @Test
        void aLivingPeerMayHaveChangedItsUser() throws IOException {
            client().uid(1000);

            assertTrue(assertInstanceOf(Seen.class, readAcceptedAt(START)).certain());
        }

        @Test
        void aLivingPeerWithoutAFolderIsHidden() {
            assertEquals(Unseen.UNREAD, readAcceptedAt(START));
        }

        @Test
        void aPeerReapedMeanwhileIsPartlyRead() throws Exception {
            FakeProcess client = client().stopAt("stat");
            CompletableFuture<Reading> reading = CompletableFuture.supplyAsync(() -> readAcceptedAt(START));
            client.release("stat", "", client::remove);

            Seen seen = assertInstanceOf(Seen.class, reading.get(10, TimeUnit.SECONDS));
            assertEquals(false, seen.certain());
            assertEquals(List.of("gnt-node"), seen.sighting().argv().words());
        }
    }

    /** The number of a peer that has ended may be anybody's; only a zombie's is still its own. */
    @ParameterizedTest
    @CsvSource({"S, GONE", "Z, SEEN"})
    void thePidfdOfAnEndedPeerDisownsTheLiving(char state, String expected) throws IOException {
        client().stat("gnt-node", state, 1, START);
        Path readable = Files.writeString(proc.root().resolve("ended"), "as a pidfd once its process has ended");
        int pidfd = openDescriptor(readable, Posix.O_RDONLY);

        Reading reading = reader.read(new PeerCredentials(PID, 0, 0, pidfd, (START + 1) * FakeProc.TICK_NANOS));

        PeerPidfd.close(pidfd);
        assertEquals(expected, reading instanceof Seen ? "SEEN" : reading.toString());
    }

    private static int openDescriptor(Path path, int flags) {
        try (Arena arena = Arena.ofConfined()) {
            return new Posix(arena).openAt(Posix.AT_FDCWD, arena.allocateFrom(path.toString()), flags);
        }
    }
}

package org.paralux.app;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.paralux.app.ChaosSchedule.Trouble;
import org.paralux.app.settings.Setting;
import org.paralux.audit.AuditVerifier;
import org.paralux.audit.KnownHeads;
import org.paralux.audit.Verification;
import org.paralux.proxy.admin.AdminClient;

/** One short life of a proxy between two daemons and among clients, and what of it was not as it must be. */
final class ChaosRun {
    private static final Duration LENGTH = Duration.ofMillis(150);
    private static final Duration CLOCK_JUMP = Duration.ofDays(60);
    private static final int CLIENTS = 3;
    private static final List<String> STAGES = List.of("observe", "shadow", "canary 40%", "split");

    private final ChaosSchedule schedule;
    private final Path folder;
    private final Queue<String> problems = new ConcurrentLinkedQueue<>();
    private final AtomicInteger answered = new AtomicInteger();
    private int parts;
    private volatile long clockIsAhead;

    private ChaosRun(ChaosSchedule schedule, Path folder) {
        this.schedule = schedule;
        this.folder = folder;
    }

    /** What was not as it must be. */
    static List<String> problems(ChaosSchedule schedule, Path folder) throws Exception {
        ChaosRun run = new ChaosRun(schedule, folder);
        run.live();
        return List.copyOf(run.problems);
    }

    /** Something that goes on until the run ends. */
    private interface Part {
        void once(Random random) throws Exception;
    }

    private void live() throws Exception {
        Files.createDirectory(door().getParent());
        try (ChaosDaemon primary = new ChaosDaemon(daemon(), has(Trouble.PRIMARY), false, schedule.random(parts++));
                ChaosDaemon shadow = new ChaosDaemon(
                        folder.resolve("q"), has(Trouble.SHADOW), has(Trouble.SHADOW), schedule.random(parts++))) {
            ChaosProxy proxy = has(Trouble.ATTACHED)
                    ? ChaosProxy.attached(settings(), door(), state())
                    : ChaosProxy.within(settings(), () -> Instant.now().plusSeconds(clockIsAhead));
            try {
                shake(proxy, primary, shadow);
            } finally {
                proxy.stop();
            }
            check(primary, shadow);
            checkNames();
        }
    }

    /** Where clients go. */
    private Path door() {
        return folder.resolve("s").resolve("l");
    }

    /** Where the primary makes its socket. */
    private Path daemon() {
        return has(Trouble.ATTACHED) ? door() : folder.resolve("p");
    }

    private boolean has(Trouble trouble) {
        return schedule.has(trouble);
    }

    private Map<Setting, String> settings() {
        Map<Setting, String> settings = new TreeMap<>(Map.of(
                Setting.SHADOW, folder.resolve("q").toString(),
                Setting.STATE_DIR, state().toString(),
                Setting.ADMIN, admin().toString(),
                Setting.TRIAL_RATE, "1000",
                Setting.CONNECT_TIME_LIMIT, "500ms"));
        if (!has(Trouble.ATTACHED)) {
            settings.put(Setting.LISTEN, door().toString());
            settings.put(Setting.PRIMARY, daemon().toString());
        }
        if (has(Trouble.MEMORY)) {
            settings.putAll(Map.of(
                    Setting.TEE_MEMORY, "64KiB",
                    Setting.TEE_BODY, "8KiB",
                    Setting.TEE_SPOOL, "100KiB",
                    Setting.TRIAL_QUEUE, "20KiB",
                    Setting.TRIAL_SETTLING, "20KiB"));
        }
        if (has(Trouble.DISK)) {
            settings.putAll(Map.of(Setting.AUDIT_SEGMENT_SIZE, "10KiB", Setting.TEE_BODY, "8KiB"));
        }
        if (has(Trouble.DASHBOARD)) {
            settings.put(Setting.DASHBOARD, "127.0.0.1:0");
        }
        return settings;
    }

    private Path state() {
        return folder.resolve("state");
    }

    private Path admin() {
        return folder.resolve("a");
    }

    private void shake(ChaosProxy proxy, ChaosDaemon primary, ChaosDaemon shadow) throws InterruptedException {
        List<Thread> threads = new ArrayList<>();
        long end = System.nanoTime() + LENGTH.toNanos();
        AtomicInteger numbers = new AtomicInteger();
        for (int i = 0; i < CLIENTS; i++) {
            Random random = schedule.random(parts++);
            ChaosClient client = new ChaosClient(door(), schedule, random, numbers);
            threads.add(goOn(() -> System.nanoTime() < end || isTooEarly(end), random, 0, _ -> {
                int before = client.answered();
                String problem = client.connection();
                answered.addAndGet(client.answered() - before);
                if (problem != null) {
                    problems.add(problem);
                }
            }));
        }
        goOnIf(threads, Trouble.PRIMARY, end, 120, primary::restart);
        goOnIf(threads, Trouble.SHADOW, end, 120, shadow::restart);
        goOnIf(threads, Trouble.DISK, end, 60, this::takeFolderAway);
        goOnIf(threads, Trouble.CLOCK, end, 40, this::setClock);
        goOnIf(threads, Trouble.STAGES, end, 30, this::changeStage);
        goOnIf(threads, Trouble.SIGNALS, end, 40, proxy::readRules);
        goOnIf(threads, Trouble.ADMIN, end, 10, this::disturbAdmin);
        goOnIf(threads, Trouble.DESCRIPTORS, end, 40, proxy::refuseFiles);
        proxy.dashboardPort()
                .ifPresent(port -> goOnIf(threads, Trouble.DASHBOARD, end, 10, random -> disturb(port, random)));
        for (Thread each : threads) {
            if (!each.join(ChaosProxy.PATIENCE)) {
                problems.add("somebody waits for more than " + ChaosProxy.PATIENCE.toSeconds() + " s");
            }
        }
    }

    private void goOnIf(List<Thread> threads, Trouble trouble, long end, int mostPauseMillis, Part part) {
        if (has(trouble)) {
            threads.add(goOn(() -> System.nanoTime() < end, schedule.random(parts++), mostPauseMillis, part));
        }
    }

    /** Somebody must be answered, however slow the machine is. */
    private boolean isTooEarly(long end) {
        return answered.get() == 0 && !schedule.mayCut() && System.nanoTime() < end + ChaosProxy.PATIENCE.toNanos() / 2;
    }

    private Thread goOn(BooleanSupplier isOn, Random random, int mostPauseMillis, Part part) {
        return Thread.ofVirtual().start(() -> {
            try {
                while (isOn.getAsBoolean()) {
                    LockSupport.parkNanos(Duration.ofMillis(random.nextInt(mostPauseMillis + 1))
                            .toNanos());
                    part.once(random);
                }
            } catch (Exception e) {
                problems.add("a part of the run itself: " + e);
            }
        });
    }

    private void takeFolderAway(Random random) throws IOException {
        Path chosen = state().resolve(List.of("audit", "evidence", "spool").get(random.nextInt(3)));
        Path away = chosen.resolveSibling("away");
        try {
            Files.move(chosen, away);
        } catch (NoSuchFileException e) {
            return;
        }
        LockSupport.parkNanos(Duration.ofMillis(random.nextInt(30)).toNanos());
        if (!Files.exists(chosen)) {
            Files.move(away, chosen);
        }
    }

    private void setClock(Random random) {
        clockIsAhead = random.nextLong(-CLOCK_JUMP.toSeconds(), CLOCK_JUMP.toSeconds() + 1);
    }

    private void changeStage(Random random) throws IOException {
        String to = STAGES.get(random.nextInt(STAGES.size()));
        try {
            AdminClient.post(admin(), "/rollout/set", "{\"classes\":[],\"to\":\"" + to + "\",\"why\":\"chaos\"}");
        } catch (IOException e) {
            if (!has(Trouble.DESCRIPTORS)) {
                throw e;
            }
        }
    }

    private static byte[] nonsense(Random random) {
        byte[] bytes = new byte[random.nextInt(2000)];
        random.nextBytes(bytes);
        byte[] begin = List.of(
                        "GET /status HTTP/1.1\r\n\r\n",
                        "POST /rollout/kill HTTP/1.1\r\ncontent-length: 9999\r\n\r\n",
                        "")
                .get(random.nextInt(3))
                .getBytes(ISO_8859_1);
        System.arraycopy(begin, 0, bytes, 0, Math.min(begin.length, bytes.length));
        return bytes;
    }

    private void disturbAdmin(Random random) {
        try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            channel.connect(UnixDomainSocketAddress.of(admin()));
            channel.write(ByteBuffer.wrap(nonsense(random)));
            if (random.nextBoolean()) {
                channel.shutdownOutput();
                channel.read(ByteBuffer.allocate(100));
            }
        } catch (IOException e) {
            // It need not put up with this.
        }
    }

    private static void disturb(int port, Random random) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
                OutputStream out = socket.getOutputStream()) {
            socket.setSoTimeout(50);
            out.write(nonsense(random));
            if (random.nextBoolean()) {
                socket.getInputStream().read();
            }
        } catch (IOException e) {
            // It need not put up with this.
        }
    }

    private void check(ChaosDaemon primary, ChaosDaemon shadow) throws IOException {
        if (answered.get() == 0 && !schedule.mayCut()) {
            problems.add("no request was answered");
        }
        Set<Integer> commands = new HashSet<>();
        for (ChaosRequest each : primary.asked()) {
            if (each.kind() == ChaosRequest.Kind.COMMAND && !commands.add(each.number())) {
                problems.add(each + ": reached the primary twice");
            }
        }
        for (ChaosRequest each : shadow.asked()) {
            if (each.kind() != ChaosRequest.Kind.QUERY) {
                problems.add(each + ": reached the shadow");
            }
        }
        Verification log = AuditVerifier.verify(state(), KnownHeads.none());
        if (!log.isSound()
                || log.endsWithoutStop()
                || (log.lostInGaps() > 0 && !has(Trouble.DISK) && !has(Trouble.DESCRIPTORS))) {
            problems.add("the log: " + log.lines());
        }
    }

    /** Attached or not, but nothing between; and nothing is left that the daemon did not make. */
    private void checkNames() throws IOException {
        if (Files.exists(admin())) {
            problems.add("the admin socket is still there after the stop");
        }
        List<String> names;
        try (Stream<Path> all = Files.list(door().getParent())) {
            names = all.map(name -> String.valueOf(name.getFileName())).sorted().toList();
        }
        List<String> right = has(Trouble.ATTACHED) ? List.of(".l.paralux-lock", "l") : List.of(".l.paralux-lock");
        if (!names.equals(right)) {
            problems.add("after the stop there is " + names + ", and ought to be " + right);
        }
        if (has(Trouble.ATTACHED) && !has(Trouble.PRIMARY)) {
            ChaosClient client = new ChaosClient(
                    door(),
                    new ChaosSchedule(schedule.seed(), Set.of()),
                    schedule.random(parts++),
                    new AtomicInteger(1 << 30));
            String problem = client.connection();
            if (problem != null) {
                problems.add("at its own path the daemon is asked in vain: " + problem);
            }
        }
    }
}

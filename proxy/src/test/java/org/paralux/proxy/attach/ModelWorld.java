package org.paralux.proxy.attach;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.paralux.proxy.socket.SocketFile;

/**
 * A folder, the processes that make names in it, and a clock, all in memory. A daemon goes on by a step, or not, before
 * each step of ours; inodes are given again at once; whoever is to be killed is killed before a step.
 */
final class ModelWorld implements LockedFolder {
    static final SocketNames NAMES = SocketNames.of(Path.of("/run/daemon"));
    static final Instant EPOCH = Instant.ofEpochSecond(0);

    /** Thrown out of a process that was killed. */
    static final class Killed extends Error {
        private static final long serialVersionUID = 1L;
    }

    /** A socket, with or without names. */
    static final class Node {
        final long inode;
        final Instant born;
        final long pid;
        int mode;
        int uid;
        boolean listens;

        Node(long inode, Instant born, long pid) {
            this.inode = inode;
            this.born = born;
            this.pid = pid;
            this.mode = 0700;
            this.uid = 0;
        }

        @Override
        public String toString() {
            return inode + "/" + born + " of " + pid + " " + Integer.toOctalString(mode) + (listens ? " listens" : "");
        }

        SocketFile file() {
            return new SocketFile(1, inode, born, mode, uid, 0);
        }
    }

    final Map<Path, Node> names = new HashMap<>();
    final Set<Path> rooms = new HashSet<>();
    private final boolean told;
    final List<String> story = new ArrayList<>();
    final Set<Long> alive = new HashSet<>();
    final Random random;
    final boolean exchanges;
    ModelDaemon daemon = new ModelDaemon.Masterd(this);
    /** Whether proxies go on while the daemon is down. */
    boolean servesAlone;

    String claim = "";
    long nanos;
    private long births;
    private long pids = 100;

    /** Steps until the process that makes them is killed; negative for never. */
    int killedAfter = -1;

    int steps;

    /** Whether the daemon accepted, and had no name at which anybody of us would look. */
    boolean wasLost;

    ModelWorld(Random random, boolean exchanges, boolean told) {
        this.told = told;
        this.random = random;
        this.exchanges = exchanges;
    }

    long newProcess() {
        alive.add(++pids);
        return pids;
    }

    void ends(long pid) {
        alive.remove(pid);
        names.values().stream().filter(node -> node.pid == pid).forEach(node -> node.listens = false);
    }

    Node bind(Path path, long pid) throws IOException {
        if (names.containsKey(path)) {
            throw new IOException(path + ": address in use");
        }
        Node node = new Node(freeInode(), EPOCH.plusNanos(++births), pid);
        names.put(path, node);
        return node;
    }

    private long freeInode() {
        return LongStream.iterate(1, inode -> inode + 1)
                .filter(inode -> names.values().stream().noneMatch(node -> node.inode == inode))
                .findFirst()
                .orElseThrow();
    }

    /** One step of ours: others go on before it, and it may be the last. */
    private void step(Supplier<String> what) {
        steps++;
        nanos += random.nextInt(1_000_000);
        while (daemon.isBusy() && random.nextInt(3) == 0) {
            daemon.step();
        }
        wasLost |= isLost();
        if (killedAfter == 0) {
            killedAfter = -1;
            tell(() -> "killed before " + what.get());
            throw new Killed();
        }
        killedAfter = Math.max(-1, killedAfter - 1);
        tell(what);
    }

    private boolean isLost() {
        Node socket = daemon.socket;
        if (socket == null || !socket.listens || names.get(NAMES.socket()) == socket) {
            return false;
        }
        return names.entrySet().stream()
                .filter(name -> name.getValue() == socket)
                .noneMatch(name -> name.getKey().getNameCount() == 2
                        || claim.contains(name.getKey().getName(1).toString().substring(".paralux-".length())));
    }

    /** Told only to whoever asked: thousands of worlds go by without a word. */
    void tell(Supplier<String> what) {
        if (told) {
            story.add(what.get());
        }
    }

    private static String shown(Path path) {
        return path.toString().replace("/run/", "");
    }

    private Node required(Path name) throws NoSuchFileException {
        Node node = names.get(name);
        if (node == null) {
            throw new NoSuchFileException(name.toString());
        }
        return node;
    }

    @Override
    public Claim claim() {
        return Claim.in(claim);
    }

    @Override
    public void claim(Claim next) {
        step(() -> "claim " + next.sockets().size());
        claim = next.text();
    }

    @Override
    public Optional<SocketFile> at(Path name) {
        step(() -> "look at " + shown(name));
        return Optional.ofNullable(names.get(name)).map(Node::file);
    }

    @Override
    public Listening listening(Path name) {
        step(() -> "connect to " + shown(name));
        Node node = names.get(name);
        return node == null || !node.listens ? Listening.NOBODY : new Listening(true, node.pid);
    }

    @Override
    public boolean exchange(Path one, Path other) throws IOException {
        step(() -> "exchange " + shown(one) + " and " + shown(other));
        if (!exchanges) {
            return false;
        }
        Node first = required(one);
        names.put(one, required(other));
        names.put(other, first);
        return true;
    }

    @Override
    public void rename(Path from, Path to) throws IOException {
        step(() -> "rename " + shown(from) + " to " + shown(to));
        if (!required(from).equals(names.get(to))) {
            names.put(to, required(from));
            names.remove(from);
        }
    }

    @Override
    public void renameToFree(Path from, Path to) throws IOException {
        step(() -> "rename " + shown(from) + " to free " + shown(to));
        required(from);
        if (names.containsKey(to)) {
            throw new FileAlreadyExistsException(to.toString());
        }
        names.put(to, Objects.requireNonNull(names.remove(from)));
    }

    @Override
    public void link(Path file, Path name) throws IOException {
        step(() -> "link " + shown(file) + " to " + shown(name));
        if (names.putIfAbsent(name, required(file)) != null) {
            throw new FileAlreadyExistsException(name.toString());
        }
    }

    @Override
    public void delete(Path name, SocketFile expected) {
        step(() -> "delete " + shown(name));
        @Nullable Node node = names.get(name);
        if (node != null && node.file().isSameFileAs(expected)) {
            names.remove(name);
        }
    }

    @Override
    public void sweep() {
        // A step of ours is made or not: nothing is left in the middle of one.
    }

    @Override
    public void makeRoom(Path room) {
        step(() -> "make " + shown(room));
        rooms.add(room);
    }

    @Override
    public void removeRoom(Path room) {
        step(() -> "remove " + shown(room));
        if (names.keySet().stream().noneMatch(name -> name.startsWith(room))) {
            rooms.remove(room);
        }
    }

    @Override
    public void giveAccess(Path name, SocketFile file, SocketFile model) {
        step(() -> "give access to " + shown(name));
        Node node = names.get(name);
        if (node != null && node.file().isSameFileAs(file)) {
            node.mode = model.mode() == file.mode() ? node.mode : model.mode();
            node.uid = model.uid() == file.uid() ? node.uid : model.uid();
        }
    }

    @Override
    public boolean lives(ProcessStamp process) {
        return alive.contains(process.pid());
    }

    @Override
    public void pause(Duration time) {
        step(() -> "pause");
        nanos += time.toNanos();
        if (daemon.isBusy()) {
            daemon.step();
        }
    }

    @Override
    public void close() {
        // The lock is free again.
    }
}

package org.paralux.proxy.attach;

import io.netty.channel.Channel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.paralux.proxy.health.PathTrouble;
import org.paralux.proxy.kernel.FaultPoint;
import org.paralux.proxy.listener.Backlog;
import org.paralux.proxy.listener.FolderWatch;
import org.paralux.proxy.listener.Front;
import org.paralux.proxy.listener.Listener;
import org.paralux.proxy.relay.Relay;
import org.paralux.proxy.socket.SocketFile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves the path of a running daemon in its place. Whenever the daemon makes a fresh socket, clients reach it directly
 * until that is settled; then it is taken again. While the daemon is down, clients are refused. One keeper thread looks
 * and makes the steps, woken by the folder, by the daemon's end, and four times a second.
 */
public final class AttachedListener implements Front {
    private static final Logger LOGGER = LoggerFactory.getLogger(AttachedListener.class);
    private static final long LOOK_MILLIS = 250;
    private static final long SOON_MILLIS = 20;

    private final SocketNames names;
    private final ProcessStamp us = ProcessStamp.own();
    private final GuardianProcess guardian;
    private final HeldPrimary primary;
    private final @Nullable ProcessStamp over;
    private final @Nullable SocketFile seen;
    private final long seenNanos;
    private final FolderWatch folder;
    private final Thread keeper = new Thread(this::keep, "keeper");

    private volatile Attachment.State state = Attachment.State.DIRECT;
    private volatile boolean closing;
    private volatile boolean notGivenBack;
    private Runnable onSuperseded = () -> {};
    private @Nullable Attachment attachment;
    private Listener.@Nullable Watcher watcher;
    private @Nullable RelaySocket socket;
    private @Nullable String lastProblem;

    /**
     * Looks where the daemon is, and starts the second process; touches nothing.
     *
     * @param guardianProgram whose {@code main} is {@link Guardian#run}
     * @param over the process whose path is taken; null where that is the daemon's alone
     * @throws IOException in one line that says why the path cannot be taken
     * @throws IllegalArgumentException when a name would be too long
     */
    public AttachedListener(Path listen, Class<?> guardianProgram, @Nullable ProcessStamp over) throws IOException {
        this.over = over;
        this.names = SocketNames.of(listen);
        this.guardian = new GuardianProcess(guardianProgram, names, us);
        this.folder = new FolderWatch(names.socket());
        this.primary = new HeldPrimary(folder::end);
        Standing standing = Standing.of(names);
        standing.daemon().ifPresent(this::aimAt);
        this.seen = !standing.isAttached() && standing.socketListener().accepts() ? standing.socket() : null;
        this.seenNanos = System.nanoTime();
        // A program takes a while to start, and all else is made ready in that time.
        guardian.launch();
    }

    /** What was made for it is not made: it goes no further. */
    public void giveUp() {
        guardian.close();
    }

    private void aimAt(Path name) {
        try {
            primary.is(name, KernelFolder.require(name));
        } catch (IOException e) {
            // Not there any more: it is looked for again.
        }
    }

    /** The path at which this process reaches the daemon, at any time. */
    public Path primary() {
        return primary.path();
    }

    /**
     * Gives it what accepts the clients, before the start.
     *
     * @param watching knows whether clients are served while the daemon is down
     * @param superseded is told when another process took the path, or gave it back; the same
     */
    public Front serveWith(Relay relay, Listener.Watcher watching, Runnable superseded) {
        RelaySocket accepting = new RelaySocket(relay);
        watcher = watching;
        onSuperseded = superseded;
        socket = accepting;
        attachment = new Attachment(
                names,
                us,
                KernelFolder.of(names),
                primary,
                accepting,
                System::nanoTime,
                names::newRoom,
                watching::servesAlone,
                over);
        if (seen != null) {
            attachment.saw(seen, seenNanos);
        }
        return this;
    }

    private Attachment attachment() {
        if (attachment == null) {
            throw new IllegalStateException("no relay to serve with");
        }
        return attachment;
    }

    @Override
    public void requireUsable() throws IOException {
        Standing.of(names).requireFree(over);
    }

    @Override
    public void start() throws IOException {
        guardian.start();
        state = attachment().look();
        while (attachment().isWaiting()) {
            pause();
            state = attachment().look();
        }
        if (state == Attachment.State.DIRECT) {
            LOGGER.atWarn().addKeyValue("socket", names.socket()).log("no daemon is there yet, waiting");
        } else {
            announce(Attachment.State.DIRECT, state);
        }
        keeper.start();
    }

    private static void pause() throws IOException {
        try {
            TimeUnit.MILLISECONDS.sleep(SOON_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    @Override
    public boolean isServing() {
        return state == Attachment.State.SERVING || state == Attachment.State.ALONE;
    }

    @Override
    public Set<PathTrouble> troubles() {
        Set<PathTrouble> troubles = EnumSet.noneOf(PathTrouble.class);
        if (state == Attachment.State.ALONE) {
            troubles.add(PathTrouble.ALONE);
        }
        if (notGivenBack) {
            troubles.add(PathTrouble.NOT_GIVEN_BACK);
        }
        if (!guardian.isOnGuard()) {
            troubles.add(PathTrouble.UNWATCHED);
        }
        return troubles;
    }

    @Override
    public boolean isSuperseded() {
        return state == Attachment.State.SUPERSEDED;
    }

    private void keep() {
        try {
            while (!closing && state != Attachment.State.SUPERSEDED) {
                if (!folder.await(attachment().isWaiting() ? SOON_MILLIS : LOOK_MILLIS)) {
                    TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
                }
                if (!closing) {
                    look();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        folder.end();
    }

    private void look() {
        Attachment.State before = state;
        try {
            state = attachment().look();
            lastProblem = null;
        } catch (IOException | RuntimeException e) {
            String problem = String.valueOf(e.getMessage());
            if (!problem.equals(lastProblem)) {
                lastProblem = problem;
                LOGGER.atError().addKeyValue("socket", names.socket()).log("cannot take the path: " + problem);
            }
        }
        try {
            announce(before, state);
        } catch (RuntimeException e) {
            // Whoever is told must not end the keeper.
            LOGGER.atError().setCause(e).log("a fault of the program where it tells of the path");
        }
    }

    private void announce(Attachment.State before, Attachment.State now) {
        if (before == now) {
            return;
        }
        String what = switch (now) {
            case SERVING -> "attached";
            case HIDDEN -> "primary is down, hiding";
            case ALONE -> "primary is down, queries go on being answered, commands are closed";
            case DIRECT -> "the daemon has its path, clients reach it directly";
            case SUPERSEDED -> "the path is another's to serve";
        };
        LOGGER.atInfo()
                .addKeyValue("socket", names.socket())
                .addKeyValue("primary", names.primary())
                .log(what);
        if (now == Attachment.State.SERVING && watcher != null) {
            watcher.arrived();
        } else if (now == Attachment.State.ALONE && watcher != null) {
            watcher.alone();
        } else if (now == Attachment.State.SUPERSEDED) {
            onSuperseded.run();
        }
    }

    @Override
    public void close() {
        closing = true;
        folder.end();
        try {
            if (keeper.isAlive()) {
                keeper.join();
            }
            release();
            if (socket != null && socket.isOpen()) {
                Backlog.awaitEmpty(socket.relay());
                socket.close();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            state = Attachment.State.DIRECT;
            primary.close();
            guardian.close();
        }
    }

    private void release() {
        try {
            Removal.Result result = attachment().release();
            LOGGER.atInfo().addKeyValue("socket", names.socket()).log("detached: " + result.sentence());
        } catch (IOException e) {
            notGivenBack = true;
            LOGGER.atError()
                    .addKeyValue("socket", names.socket())
                    .log("cannot give the path back, the guardian tries again: " + e.getMessage());
        }
    }

    /** The relay's listening socket, as the steps see it. */
    private static final class RelaySocket implements OurSocket {
        private final Relay relay;
        private @Nullable Channel open;

        RelaySocket(Relay relay) {
            this.relay = relay;
        }

        Relay relay() {
            return relay;
        }

        @Override
        public void listenAt(Path path) throws IOException {
            Channel before = open;
            FaultPoint.pass("listen");
            open = relay.listen(path);
            if (before != null) {
                retire(before);
            }
        }

        /** Nobody finds it any more; those who had are let in. */
        private void retire(Channel before) {
            Thread.ofVirtual().start(() -> {
                try {
                    Backlog.awaitEmpty(relay);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                FaultPoint.pass("close the listener before");
                before.close();
            });
        }

        @Override
        public void abandon() {
            close();
        }

        @Override
        public boolean isOpen() {
            return open != null;
        }

        @Override
        public void close() {
            if (open != null) {
                FaultPoint.pass("close the listener");
                open.close().awaitUninterruptibly();
                open = null;
            }
        }
    }
}

package org.paralux.proxy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.paralux.audit.CarriedRecords;
import org.paralux.proxy.admin.AdminAccess;
import org.paralux.proxy.admin.AdminException;
import org.paralux.proxy.admin.AdminServer;
import org.paralux.proxy.admin.AdminVerb;
import org.paralux.proxy.admin.Caller;
import org.paralux.proxy.handover.HandOver;
import org.paralux.proxy.handover.RunLog;
import org.paralux.proxy.listener.Front;

/**
 * The admin socket of a proxy, and what another process has it do that takes over: then the socket is closed, and opened
 * again should that one die. Thread-safe.
 */
final class AdminDoor implements AutoCloseable {
    private final Path socket;
    private final RunLog log;
    private final Map<String, AdminServer.Page> pages;
    private final Map<String, AdminVerb> verbs;
    private final AdminAccess access;
    private volatile AdminServer server;

    AdminDoor(
            Path socket,
            RunLog log,
            Map<String, AdminServer.Page> pages,
            Map<String, AdminVerb> verbs,
            AdminAccess access,
            Front front,
            @Nullable ShadowParts shadow,
            Runnable superseded) {
        this.socket = socket;
        this.log = log;
        this.pages = pages;
        this.verbs = new HashMap<>(verbs);
        this.access = access;
        HandOver handOver = new HandOver(log, new Host(front, shadow, superseded));
        this.verbs.put(HandOver.path(), handOver.verb());
        this.verbs.put(RunLog.VERB, AdminVerb.changing(this::takeRecords));
        this.server = newServer();
    }

    private AdminServer newServer() {
        return new AdminServer(socket, pages, verbs, access);
    }

    void start() throws IOException {
        server.start();
    }

    /** Of a process that this one took over from. */
    private String takeRecords(Caller caller, String lines) throws AdminException {
        try {
            CarriedRecords.read(lines, log);
            return "{}";
        } catch (IOException e) {
            throw new AdminException(String.valueOf(e.getMessage()));
        }
    }

    @Override
    public void close() {
        server.close();
    }

    private final class Host implements HandOver.Host {
        private final Front front;
        private final @Nullable ShadowParts shadow;
        private final Runnable superseded;

        Host(Front front, @Nullable ShadowParts shadow, Runnable superseded) {
            this.front = front;
            this.shadow = shadow;
            this.superseded = superseded;
        }

        @Override
        public void endTrials() {
            if (shadow != null) {
                shadow.handOver();
            }
        }

        @Override
        public void beginTrials() throws IOException {
            if (shadow != null) {
                shadow.takeBack();
            }
        }

        @Override
        public void closeAdmin() {
            server.close();
        }

        @Override
        public void openAdmin() throws IOException {
            server = newServer();
            server.start();
        }

        @Override
        public boolean isSuperseded() {
            return front.isSuperseded();
        }

        @Override
        public void superseded() {
            superseded.run();
        }
    }
}

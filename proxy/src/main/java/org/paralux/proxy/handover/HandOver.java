package org.paralux.proxy.handover;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.paralux.luxi.LuxiJson;
import org.paralux.proxy.admin.AdminException;
import org.paralux.proxy.admin.AdminVerb;
import org.paralux.proxy.admin.Caller;
import org.paralux.proxy.attach.ProcessStamp;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The old process's side of a take-over. Asked on the admin socket, it ends its trials, seals its log and closes that
 * socket; serves on until the new process has the path; and goes back to how it was should that one die first.
 */
public final class HandOver {
    static final String VERB = "/take-over";

    private static final Logger LOGGER = LoggerFactory.getLogger(HandOver.class);

    /** The answer goes out on the socket that is closed then. */
    private static final long ANSWER_MILLIS = 200;

    private static final long LOOK_MILLIS = 50;

    private final RunLog log;
    private final Host host;
    private @Nullable ProcessStamp successor;

    /** What a proxy does of it. */
    public interface Host {
        /** Ends what writes evidence. */
        void endTrials();

        /**
         * Begins it again.
         *
         * @throws IOException while somebody else writes it
         */
        void beginTrials() throws IOException;

        void closeAdmin();

        /**
         * Opens it again.
         *
         * @throws IOException when it cannot be
         */
        void openAdmin() throws IOException;

        /** Whether another process has the path. */
        boolean isSuperseded();

        /** It has: this one lets its connections end. */
        void superseded();
    }

    public HandOver(RunLog log, Host host) {
        this.log = log;
        this.host = host;
    }

    /** The path under which it is asked. */
    public static String path() {
        return VERB;
    }

    public AdminVerb verb() {
        return AdminVerb.changing(this::agree);
    }

    private synchronized String agree(Caller caller, String body) throws AdminException {
        if (successor != null) {
            throw new AdminException("process " + successor.pid() + " is taking over already");
        }
        ProcessStamp next = ProcessStamp.of(caller.pid())
                .orElseThrow(() -> new AdminException("process " + caller.pid() + " cannot be seen from here"));
        successor = next;
        LOGGER.atInfo().addKeyValue("by", caller).log("handing over");
        host.endTrials();
        log.handOver();
        Thread.ofPlatform().daemon().name("hand-over").start(() -> watch(next));
        ProcessStamp us = ProcessStamp.own();
        return LuxiJson.MAPPER
                .createObjectNode()
                .put("pid", us.pid())
                .put("startTicks", us.startTicks())
                .toString();
    }

    private void watch(ProcessStamp next) {
        try {
            TimeUnit.MILLISECONDS.sleep(ANSWER_MILLIS);
            host.closeAdmin();
            while (!host.isSuperseded()) {
                if (!next.isAlive()) {
                    takeBack(next);
                    return;
                }
                TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
            }
            LOGGER.atInfo().addKeyValue("successor", next.pid()).log("handed over");
            host.superseded();
            while (true) {
                sendOn();
                TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void sendOn() {
        try {
            log.send();
        } catch (IOException notYet) {
            // It is tried again, and at the end.
        }
    }

    private synchronized void takeBack(ProcessStamp dead) throws InterruptedException {
        LOGGER.atWarn().addKeyValue("successor", dead.pid()).log("who was taking over died, going on as before");
        Deque<Step> steps = new ArrayDeque<>(List.of(log::takeBack, host::beginTrials, host::openAdmin));
        while (!steps.isEmpty()) {
            try {
                steps.element().take();
                steps.remove();
            } catch (IOException e) {
                LOGGER.atError().log("cannot go on as before, it is tried again: " + e.getMessage());
                TimeUnit.SECONDS.sleep(1);
            }
        }
        successor = null;
    }

    /** What is done once, and tried again until it succeeds. */
    private interface Step {
        void take() throws IOException;
    }
}

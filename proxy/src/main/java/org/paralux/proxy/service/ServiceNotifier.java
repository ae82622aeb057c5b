package org.paralux.proxy.service;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.paralux.proxy.kernel.NativeDatagrams;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the service manager how this process is, as {@code sd_notify(3)} and {@code sd_watchdog_enabled(3)} say it. Where
 * nobody asked to be told, it does nothing. Thread-safe; telling never waits, and a manager that does not listen is no
 * failure.
 */
public final class ServiceNotifier implements AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(ServiceNotifier.class);

    /** The manager should be told at least twice in the time that it waits. */
    private static final int FEEDS = 3;

    private final byte @Nullable [] address;
    private final @Nullable Duration watchdog;
    private final long pid;
    private volatile @Nullable Thread feeder;
    private volatile boolean closed;

    /** Whether the process does its work. */
    @FunctionalInterface
    public interface Life {
        /** Waits for an answer no longer than {@code within}. */
        boolean answers(Duration within) throws InterruptedException;
    }

    private ServiceNotifier(byte @Nullable [] address, @Nullable Duration watchdog, long pid) {
        this.address = address;
        this.watchdog = watchdog;
        this.pid = pid;
    }

    /**
     * What the manager wrote into the environment of this process.
     *
     * @param environment its variables {@code NOTIFY_SOCKET}, {@code WATCHDOG_USEC} and {@code WATCHDOG_PID}
     */
    public static ServiceNotifier of(Map<String, String> environment) {
        return of(environment, ProcessHandle.current().pid());
    }

    static ServiceNotifier of(Map<String, String> environment, long pid) {
        byte[] address = addressIn(environment.get("NOTIFY_SOCKET"));
        return new ServiceNotifier(address, address == null ? null : watchdogIn(environment, pid), pid);
    }

    private static byte @Nullable [] addressIn(@Nullable String socket) {
        if (socket == null || !(socket.startsWith("/") || socket.startsWith("@"))) {
            return null;
        }
        byte[] address = socket.getBytes(StandardCharsets.UTF_8);
        if (address.length < 2 || address.length >= NativeDatagrams.MAX_ADDRESS_BYTES) {
            return null;
        }
        if (address[0] == '@') {
            address[0] = 0;
        }
        return address;
    }

    private static @Nullable Duration watchdogIn(Map<String, String> environment, long pid) {
        String whose = environment.get("WATCHDOG_PID");
        String micros = environment.getOrDefault("WATCHDOG_USEC", "");
        if ((whose != null && !whose.equals(String.valueOf(pid))) || !micros.matches("[1-9][0-9]{0,17}")) {
            return null;
        }
        return Duration.of(Long.parseLong(micros), ChronoUnit.MICROS);
    }

    /**
     * Started: told at once, and from now on that it lives, for as long as {@code life} says so.
     *
     * @param status for a person, one line
     */
    public synchronized void started(String status, Life life) {
        // The process that takes over is not the one that the manager started.
        tell("MAINPID=" + pid + "\nREADY=1\nSTATUS=" + status);
        if (watchdog == null || feeder != null || closed) {
            return;
        }
        Duration every = watchdog.dividedBy(FEEDS);
        feeder = Thread.ofPlatform().daemon().name("watchdog").start(() -> feed(every, life));
    }

    private void feed(Duration every, Life life) {
        boolean lived = true;
        try {
            while (!closed) {
                long began = System.nanoTime();
                boolean lives = life.answers(every);
                if (closed) {
                    return;
                }
                if (lives) {
                    tell("WATCHDOG=1");
                } else if (lived) {
                    LOGGER.atError()
                            .log("an event loop does not answer, the service manager is not told that all is well");
                }
                lived = lives;
                long left = every.toNanos() - (System.nanoTime() - began);
                TimeUnit.NANOSECONDS.sleep(Math.max(0, left));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** How it is, for a person, in one line. */
    public void status(String text) {
        tell("STATUS=" + text);
    }

    /** The process ends in its own order, which may take a while; that it lives is told until {@link #close}. */
    public void stopping() {
        tell("STOPPING=1\nSTATUS=lets its connections end");
    }

    /** Another process is the service now: of this one nothing more is told. */
    public void isAnother() {
        close();
    }

    /** Nothing more is told. */
    @Override
    public void close() {
        closed = true;
        Thread feeding = feeder;
        if (feeding != null) {
            feeding.interrupt();
        }
    }

    private void tell(String lines) {
        if (address == null || closed) {
            return;
        }
        long result = NativeDatagrams.send(address, lines.getBytes(StandardCharsets.UTF_8));
        if (result < 0) {
            LOGGER.atDebug().addKeyValue("error", -result).log("the service manager could not be told");
        }
    }
}

package org.paralux.proxy.relay;

import io.netty.channel.ChannelHandler;
import io.netty.channel.EventLoop;
import io.netty.channel.epoll.EpollDomainSocketChannel;
import io.netty.channel.unix.DomainSocketAddress;
import io.netty.channel.unix.Errors;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Connects to a daemon. A Unix socket whose backlog is full refuses with EAGAIN at once; that means busy and not
 * down, and is tried again, after 1 ms doubling to 50 ms, until the time limit. Only a refusal or a missing path means
 * down.
 *
 * <p>Runs on the event loop it is called on; the outcome comes there, mostly before {@link #connect} returns.
 */
final class UpstreamConnector {
    private static final long FIRST_PAUSE_MILLIS = 1;
    private static final long LONGEST_PAUSE_MILLIS = 50;
    private static final String BUSY = "error(" + Errors.ERRNO_EAGAIN_NEGATIVE + ")";

    private final DomainSocketAddress address;
    private final Duration timeLimit;
    private final ChannelSettings channelSettings;

    /** Receives the outcome of one {@link #connect}. */
    interface Outcome {
        void connected(EpollDomainSocketChannel channel);

        /**
         * No connection came of it.
         *
         * @param busy whether the daemon is there and took nobody in time
         */
        void failed(boolean busy, Throwable cause);
    }

    UpstreamConnector(Path daemon, Duration timeLimit, ChannelSettings channelSettings) {
        this.address = new DomainSocketAddress(daemon.toString());
        this.timeLimit = timeLimit;
        this.channelSettings = channelSettings;
    }

    /**
     * @param handler makes the only handler of the new channel, once an attempt
     * @param wanted false once nobody waits for the outcome any more: then there is none
     */
    void connect(EventLoop loop, Supplier<ChannelHandler> handler, BooleanSupplier wanted, Outcome outcome) {
        attempt(new Attempt(loop, handler, wanted, outcome, System.nanoTime() + timeLimit.toNanos()), 0);
    }

    private record Attempt(
            EventLoop loop,
            Supplier<ChannelHandler> handler,
            BooleanSupplier wanted,
            Outcome outcome,
            long deadlineNanos) {}

    private void attempt(Attempt attempt, long pauseMillis) {
        if (!attempt.wanted.getAsBoolean()) {
            return;
        }
        EpollDomainSocketChannel channel;
        try {
            channel = new EpollDomainSocketChannel();
        } catch (RuntimeException | Error outOfDescriptors) {
            later(attempt, pauseMillis, outOfDescriptors);
            return;
        }
        channelSettings.applyTo(channel);
        channel.pipeline().addLast("leg", attempt.handler.get());
        attempt.loop.register(channel);
        channel.connect(address).addListener(future -> {
            if (future.isSuccess()) {
                attempt.outcome.connected(channel);
                return;
            }
            channel.close();
            Throwable cause = future.cause();
            String message = cause.getMessage();
            if (message != null && message.contains(BUSY)) {
                later(attempt, pauseMillis, cause);
            } else {
                attempt.outcome.failed(false, cause);
            }
        });
    }

    private void later(Attempt attempt, long pauseMillis, Throwable cause) {
        if (System.nanoTime() >= attempt.deadlineNanos) {
            attempt.outcome.failed(true, cause);
            return;
        }
        long next = Math.clamp(2 * pauseMillis, FIRST_PAUSE_MILLIS, LONGEST_PAUSE_MILLIS);
        attempt.loop.schedule(() -> attempt(attempt, next), next, TimeUnit.MILLISECONDS);
    }
}

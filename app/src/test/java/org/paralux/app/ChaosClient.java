package org.paralux.app;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.paralux.luxi.Framing;

/** A client that knows what it must be answered, and says what was wrong. */
final class ChaosClient {
    private static final int MOST_AT_ONCE = 6;
    private static final int READ_AT_ONCE = 4096;

    private final Path socket;
    private final ChaosSchedule schedule;
    private final Random random;
    private final AtomicInteger numbers;
    private int answered;

    ChaosClient(Path socket, ChaosSchedule schedule, Random random, AtomicInteger numbers) {
        this.socket = socket;
        this.schedule = schedule;
        this.random = random;
        this.numbers = numbers;
    }

    int answered() {
        return answered;
    }

    /** One connection; null where all was as it must be. */
    @Nullable String connection() {
        List<ChaosRequest> requests = new ArrayList<>();
        for (int i = random.nextInt(MOST_AT_ONCE); i >= 0; i--) {
            requests.add(new ChaosRequest(numbers.incrementAndGet(), kind()));
        }
        boolean leaves = has(ChaosSchedule.Trouble.CLIENTS) && random.nextInt(4) == 0;
        byte[] bytes = requests.stream()
                .map(request -> request.text() + (char) Framing.ETX)
                .reduce("", String::concat)
                .getBytes(ISO_8859_1);
        try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            channel.connect(UnixDomainSocketAddress.of(socket));
            if (leaves) {
                send(channel, bytes, random.nextInt(bytes.length));
                return null;
            }
            // Several at once, so that replies must come in the order of the requests.
            send(channel, bytes, bytes.length);
            if (has(ChaosSchedule.Trouble.CLIENTS) && random.nextBoolean()) {
                channel.shutdownOutput();
            }
            for (ChaosRequest request : requests) {
                String problem = receive(channel, request);
                if (problem != null) {
                    return problem;
                }
            }
            return null;
        } catch (IOException e) {
            return schedule.mayCut() || leaves ? null : "request " + requests + ": " + e;
        }
    }

    private boolean has(ChaosSchedule.Trouble trouble) {
        return schedule.has(trouble);
    }

    private ChaosRequest.Kind kind() {
        int which = random.nextInt(10);
        if (which == 0 && has(ChaosSchedule.Trouble.CLIENTS)) {
            return ChaosRequest.Kind.NONSENSE;
        }
        return which < 3 ? ChaosRequest.Kind.COMMAND : ChaosRequest.Kind.QUERY;
    }

    private void send(SocketChannel channel, byte[] bytes, int length) throws IOException {
        int sent = 0;
        while (sent < length) {
            int piece = random.nextBoolean() ? length - sent : 1 + random.nextInt(length - sent);
            ByteBuffer rest = ByteBuffer.wrap(bytes, sent, piece);
            while (rest.hasRemaining()) {
                channel.write(rest);
            }
            sent += piece;
        }
    }

    private @Nullable String receive(SocketChannel channel, ChaosRequest request) throws IOException {
        boolean slow = has(ChaosSchedule.Trouble.CLIENTS) && random.nextInt(8) == 0;
        ByteArrayOutputStream reply = new ByteArrayOutputStream();
        byte[] came = new byte[READ_AT_ONCE];
        String right = request.reply(false);
        while (true) {
            // As many bytes as the reply has at least, and its end by itself: nothing of the next one is taken.
            int missing = right.length() - reply.size();
            ByteBuffer into = ByteBuffer.wrap(came, 0, Math.clamp(missing, 1, came.length));
            if (channel.read(into) < 0) {
                return schedule.mayCut() ? null : request + ": the connection ended after " + reply.size() + " bytes";
            }
            for (int i = 0; i < into.position(); i++) {
                if (came[i] == Framing.ETX) {
                    return i == into.position() - 1
                            ? whole(request, reply.toString(ISO_8859_1))
                            : request + ": a reply too many";
                }
                reply.write(came[i]);
            }
            if (slow) {
                LockSupport.parkNanos(Duration.ofMillis(1).toNanos());
            }
        }
    }

    private @Nullable String whole(ChaosRequest request, String reply) {
        answered++;
        boolean routed = has(ChaosSchedule.Trouble.STAGES) && has(ChaosSchedule.Trouble.SHADOW);
        if (reply.equals(request.reply(false)) || (routed && reply.equals(request.reply(true)))) {
            return null;
        }
        return request + ": answered " + reply.length() + " bytes, " + reply.substring(0, Math.min(80, reply.length()));
    }
}

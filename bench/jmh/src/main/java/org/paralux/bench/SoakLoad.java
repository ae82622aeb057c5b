package org.paralux.bench;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.paralux.luxi.LuxiClient;
import org.paralux.luxi.LuxiJson;
import org.paralux.luxi.Payload;

/**
 * Clients of every sort, at a rate that stays the same: {@code SoakLoad SOCKET SECONDS CONNECTIONS-A-SECOND [SEED]}. Most
 * ask one to eight queries on a connection; some submit a job and wait for it, send what is no request, or leave in the
 * middle of a request or a reply.
 */
public final class SoakLoad {
    private static final Duration TIME_LIMIT = Duration.ofSeconds(60);
    private static final List<Payload> QUERIES = List.of(
            Payload.of("{\"method\":\"QueryClusterInfo\",\"args\":[]}"),
            Payload.of("{\"method\":\"QueryConfigValues\",\"args\":[[\"cluster_name\",\"drain_flag\"]]}"),
            Payload.of("{\"method\":\"QueryTags\",\"args\":[\"cluster\",\"\"]}"),
            Payload.of("{\"method\":\"Query\",\"args\":[\"node\",[\"name\",\"role\",\"group\"],null]}"),
            Payload.of(
                    "{\"method\":\"Query\",\"args\":[\"instance\",[\"name\",\"pnode\",\"be/maxmem\",\"tags\"],null]}"),
            Payload.of("{\"method\":\"QueryInstances\",\"args\":[[],[\"name\",\"status\"],false]}"),
            Payload.of("{\"method\":\"QueryFields\",\"args\":[\"instance\",null]}"),
            Payload.of("{\"method\":\"QueryJobs\",\"args\":[null,[\"id\",\"status\"]]}"));
    private static final Payload JOB = Payload.of("{\"method\":\"SubmitJob\",\"args\":[[{\"OP_ID\":\"OP_TEST_DELAY\","
            + "\"duration\":0,\"on_master\":true,\"on_nodes\":[],\"reason\":[]}]]}");

    private final Path socket;
    private final AtomicLong answered = new AtomicLong();
    private final AtomicLong failed = new AtomicLong();

    private SoakLoad(Path socket) {
        this.socket = socket;
    }

    public static void main(String[] arguments) {
        SoakLoad load = new SoakLoad(Path.of(arguments[0]));
        double rate = Double.parseDouble(arguments[2]);
        Random random = new Random(arguments.length > 3 ? Long.parseLong(arguments[3]) : 1);
        long end = System.nanoTime()
                + Duration.ofSeconds(Long.parseLong(arguments[1])).toNanos();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (long next = System.nanoTime();
                    next < end;
                    next += (long) (-Math.log(1 - random.nextDouble()) * 1e9 / rate)) {
                LockSupport.parkNanos(next - System.nanoTime());
                long seed = random.nextLong();
                threads.submit(() -> load.connection(new Random(seed)));
            }
        }
        System.out.println(load.answered.get() + " answered, " + load.failed.get() + " failed");
    }

    private void connection(Random random) {
        try {
            switch (random.nextInt(40)) {
                case 0 -> leave(random);
                case 1, 2 -> job();
                default -> ask(random);
            }
        } catch (IOException | RuntimeException e) {
            failed.incrementAndGet();
        }
    }

    private void ask(Random random) throws IOException {
        try (LuxiClient client = LuxiClient.connect(socket, TIME_LIMIT)) {
            for (int i = random.nextInt(8); i >= 0; i--) {
                client.call(QUERIES.get(random.nextInt(QUERIES.size())));
                answered.incrementAndGet();
            }
        }
    }

    private void job() throws IOException {
        try (LuxiClient client = LuxiClient.connect(socket, TIME_LIMIT)) {
            long id = LuxiJson.MAPPER
                    .readTree(client.call(JOB).toByteArray())
                    .path("result")
                    .asLong();
            client.call(Payload.of("{\"method\":\"WaitForJobChange\",\"args\":[" + id + ",[\"status\"],null,null,2]}"));
            // Jobs are archived, or the queue would be what grows.
            client.call(Payload.of("{\"method\":\"ArchiveJob\",\"args\":[" + id + "]}"));
            answered.addAndGet(3);
        }
    }

    private void leave(Random random) throws IOException {
        byte[] text =
                random.nextBoolean() ? QUERIES.getLast().toFrame() : "no request\3".getBytes(StandardCharsets.US_ASCII);
        try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            channel.connect(UnixDomainSocketAddress.of(socket));
            channel.write(ByteBuffer.wrap(text, 0, 1 + random.nextInt(text.length)));
            if (random.nextBoolean()) {
                channel.shutdownOutput();
                channel.read(ByteBuffer.allocate(10));
            }
        }
    }
}

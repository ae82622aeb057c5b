package org.paralux.proxy.admin;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.paralux.luxi.LuxiJson;
import tools.jackson.core.JacksonException;

/**
 * Reads one page of an {@link AdminServer}. The JDK's HTTP client knows no Unix sockets, and one request needs none. A proxy
 * that hangs is not waited for.
 */
public final class AdminClient {
    /** Without a byte for as long, nobody answers. */
    private static final Duration SILENCE = Duration.ofSeconds(10);

    private AdminClient() {}

    /**
     * The page's JSON.
     *
     * @throws IOException when no proxy answers there, or it has no such page
     */
    public static String get(Path socket, String page) throws IOException {
        return call(socket, "GET", page, "", SILENCE);
    }

    /**
     * Asks for something to be done, and gives what is answered.
     *
     * @param body JSON, or nothing
     * @throws IOException as {@link #get}, or when it cannot be done, saying why
     */
    public static String post(Path socket, String verb, String body) throws IOException {
        return post(socket, verb, body, SILENCE);
    }

    /**
     * The same of something that takes its time.
     *
     * @param silence how long it may
     */
    public static String post(Path socket, String verb, String body, Duration silence) throws IOException {
        return call(socket, "POST", verb, body, silence);
    }

    private static String call(Path socket, String method, String page, String body, Duration silence)
            throws IOException {
        String response;
        try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
                Selector selector = Selector.open()) {
            channel.connect(UnixDomainSocketAddress.of(socket));
            channel.configureBlocking(false);
            SelectionKey key = channel.register(selector, SelectionKey.OP_WRITE);
            ByteBuffer request = ByteBuffer.wrap(text(method, page, body).getBytes(StandardCharsets.UTF_8));
            while (request.hasRemaining()) {
                await(selector, silence);
                channel.write(request);
            }
            key.interestOps(SelectionKey.OP_READ);
            response = readToEnd(channel, selector, silence);
        } catch (IOException e) {
            throw new IOException("no proxy answers on " + socket + " (" + e.getMessage() + "); is it running?", e);
        }
        int start = response.indexOf("\r\n\r\n");
        String answer = start < 0 ? "" : response.substring(start + 4);
        if (start < 0 || !response.startsWith("HTTP/1.1 200 ")) {
            throw new IOException(problem(answer)
                    .orElse(socket + " answered " + response.lines().findFirst().orElse("nothing")
                            + " (expected: HTTP/1.1 200 OK)"));
        }
        return answer;
    }

    private static String text(String method, String page, String body) {
        int length = body.getBytes(StandardCharsets.UTF_8).length;
        return method + " " + page + " HTTP/1.1\r\nHost: paralux\r\nConnection: close\r\nContent-Length: " + length
                + "\r\n\r\n" + body;
    }

    private static Optional<String> problem(String answer) {
        try {
            return Optional.of(LuxiJson.MAPPER.readTree(answer).path("error").asString())
                    .filter(text -> !text.isEmpty());
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    private static String readToEnd(SocketChannel channel, Selector selector, Duration silence) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ByteBuffer buffer = ByteBuffer.allocate(8192);
        while (channel.read(buffer) >= 0) {
            if (buffer.position() == 0) {
                await(selector, silence);
            }
            bytes.write(buffer.array(), 0, buffer.position());
            buffer.clear();
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private static void await(Selector selector, Duration silence) throws IOException {
        selector.selectedKeys().clear();
        if (selector.select(silence.toMillis()) == 0) {
            throw new SocketTimeoutException("it says nothing for " + silence.toSeconds() + " s");
        }
    }
}

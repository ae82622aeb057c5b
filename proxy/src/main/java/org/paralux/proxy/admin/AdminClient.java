package org.paralux.proxy.admin;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Reads one page of an {@link AdminServer}. The JDK's HTTP client knows no Unix sockets, and one request needs none. */
public final class AdminClient {
    private AdminClient() {}

    /**
     * The page's JSON.
     *
     * @throws IOException when no proxy answers there, or it has no such page
     */
    public static String get(Path socket, String page) throws IOException {
        return call(socket, "GET", page);
    }

    /**
     * Asks for something to be done, and gives what is answered.
     *
     * @throws IOException as {@link #get}
     */
    public static String post(Path socket, String request) throws IOException {
        return call(socket, "POST", request);
    }

    private static String call(Path socket, String method, String page) throws IOException {
        String response;
        try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            channel.connect(UnixDomainSocketAddress.of(socket));
            ByteBuffer request =
                    ByteBuffer.wrap((method + " " + page + " HTTP/1.1\r\nHost: paralux\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            while (request.hasRemaining()) {
                channel.write(request);
            }
            response = readToEnd(channel);
        } catch (IOException e) {
            throw new IOException("no proxy answers on " + socket + " (" + e.getMessage() + "); is it running?", e);
        }
        int body = response.indexOf("\r\n\r\n");
        if (body < 0 || !response.startsWith("HTTP/1.1 200 ")) {
            throw new IOException(socket + " answered "
                    + response.lines().findFirst().orElse("nothing") + " (expected: HTTP/1.1 200 OK)");
        }
        return response.substring(body + 4);
    }

    private static String readToEnd(SocketChannel channel) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ByteBuffer buffer = ByteBuffer.allocate(8192);
        while (channel.read(buffer) >= 0) {
            bytes.write(buffer.array(), 0, buffer.position());
            buffer.clear();
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }
}

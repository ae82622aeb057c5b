package org.paralux.app;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;
import org.paralux.luxi.Framing;

/** A daemon that answers every query on instances with a long list of them, row by row, and holds none of it. */
final class LargeDaemon implements AutoCloseable {
    private static final String SMALL = "{\"success\":true,\"result\":{}}";

    private final ServerSocketChannel server;
    private final int rows;
    private final String separator;

    private LargeDaemon(ServerSocketChannel server, int rows, String separator) {
        this.server = server;
        this.rows = rows;
        this.separator = separator;
    }

    /** @param separator what stands behind each comma and colon: nothing, or white space */
    static LargeDaemon start(Path socket, int rows, String separator) throws IOException {
        ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        server.bind(UnixDomainSocketAddress.of(socket));
        LargeDaemon daemon = new LargeDaemon(server, rows, separator);
        Thread.ofVirtual().start(daemon::accept);
        return daemon;
    }

    /** In a process of its own, until that is ended: a query of the shadow's own process is no trial. */
    public static void main(String[] words) throws IOException {
        start(Path.of(words[0]), Integer.parseInt(words[1]), words[2]);
        System.out.println("ready");
        while (true) {
            LockSupport.park();
        }
    }

    /** Starts {@link #main}. */
    static Process startProcess(Path socket, int rows, String separator) throws IOException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-classpath",
                        System.getProperty("java.class.path"),
                        LargeDaemon.class.getName(),
                        socket.toString(),
                        String.valueOf(rows),
                        separator)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        process.inputReader().readLine();
        return process;
    }

    private void accept() {
        try {
            while (true) {
                SocketChannel client = server.accept();
                Thread.ofVirtual().start(() -> serve(client));
            }
        } catch (IOException e) {
            // Closed.
        }
    }

    private void serve(SocketChannel client) {
        ByteBuffer request = ByteBuffer.allocate(8192);
        try (client) {
            while (client.read(request) >= 0) {
                if (request.position() > 0 && request.get(request.position() - 1) == Framing.ETX) {
                    answer(client, new String(request.array(), 0, request.position(), StandardCharsets.UTF_8));
                    request.clear();
                }
            }
        } catch (IOException e) {
            // Gone.
        }
    }

    private void answer(SocketChannel client, String request) throws IOException {
        if (request.contains("\"Query\"")) {
            StringBuilder text = new StringBuilder("{\"success\":true,\"result\":{\"fields\":[")
                    .append("{\"name\":\"name\",\"title\":\"T\",\"kind\":\"text\",\"doc\":\"D\"}],\"data\":[");
            for (int row = 0; row < rows; row++) {
                text.append(row == 0 ? "" : ",").append("[[0,\"inst%07d.%s\"]]".formatted(row, "x".repeat(200)));
                if (text.length() > 1 << 20) {
                    write(client, text.toString());
                    text.setLength(0);
                }
            }
            write(client, text + "]}}");
        } else {
            write(client, SMALL);
        }
        client.write(ByteBuffer.wrap(new byte[] {Framing.ETX}));
    }

    private void write(SocketChannel client, String text) throws IOException {
        String spaced = text.replace(",", "," + separator).replace(":", ":" + separator);
        ByteBuffer bytes = ByteBuffer.wrap(spaced.getBytes(StandardCharsets.US_ASCII));
        while (bytes.hasRemaining()) {
            client.write(bytes);
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}

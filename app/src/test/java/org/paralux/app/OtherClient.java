package org.paralux.app;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.paralux.luxi.LuxiClient;
import org.paralux.luxi.Payload;

/** A client in a process of its own: what the shadow's own process asks is never put to the shadow. */
final class OtherClient implements AutoCloseable {
    private static final Duration TIME_LIMIT = Duration.ofSeconds(20);

    private final Process process;
    private final BufferedWriter requests;
    private final BufferedReader answers;

    private OtherClient(Process process) {
        this.process = process;
        requests = process.outputWriter(UTF_8);
        answers = process.inputReader(UTF_8);
    }

    /** @param words that stand on its command line too, and mean nothing to it */
    static OtherClient start(Path socket, String... words) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-classpath",
                System.getProperty("java.class.path"),
                OtherClient.class.getName(),
                socket.toString()));
        command.addAll(List.of(words));
        return new OtherClient(new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start());
    }

    /** Asks on a connection of its own, and waits for the whole reply. */
    void ask(String request) throws IOException {
        requests.write(request);
        requests.newLine();
        requests.flush();
        if (answers.readLine() == null) {
            throw new IOException("the client has ended");
        }
    }

    /** One request a line; a line for each reply. */
    public static void main(String[] arguments) throws IOException {
        BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, UTF_8));
        for (String line; (line = lines.readLine()) != null; ) {
            try (LuxiClient client = LuxiClient.connect(Path.of(arguments[0]), TIME_LIMIT)) {
                System.out.println(client.call(Payload.of(line)).length());
            }
        }
    }

    @Override
    public void close() {
        process.destroy();
    }
}

package org.paralux.luxi;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The requests of the record, put to a running daemon of the same release: it answers in kind. */
@Tag("real-ganeti")
class RealGanetiTest {
    private static final Path SOCKET = Path.of(Objects.requireNonNull(
            System.getProperty("paralux.luxi.socket"), "paralux.luxi.socket (expected: a path)"));
    private static final Duration TIME_LIMIT = Duration.ofSeconds(60);

    static List<Recorded> harmless() {
        return Recorded.all().stream()
                .filter(exchange -> exchange.replies().size() == 1)
                .filter(exchange -> exchange.requests().size() == 1)
                .filter(exchange -> exchange.requests().stream()
                        .map(message -> LuxiRequest.in(message).kind())
                        .noneMatch(kind -> kind == RequestKind.COMMAND))
                .toList();
    }

    /** But for waits: which jobs there are is another matter on each cluster. */
    @ParameterizedTest
    @MethodSource("harmless")
    void aReplyIsOfTheRecordedKind(Recorded exchange) throws IOException {
        Payload request = exchange.requests().getFirst();
        String recorded = inKind(LuxiReply.in(exchange.replies().getFirst()));
        try (LuxiClient client = LuxiClient.connect(SOCKET, TIME_LIMIT)) {
            String reply = inKind(LuxiReply.in(client.call(request)));
            boolean dependsOnJobs = LuxiRequest.in(request).kind() == RequestKind.WAIT
                    && List.of("Success[]", "Failure[JobLost]").contains(reply);
            assertTrue(reply.equals(recorded) || dependsOnJobs, () -> reply + " (expected: " + recorded + ")");
        }
    }

    private static String inKind(LuxiReply reply) {
        return reply instanceof LuxiReply.FailureText ? "FailureText" : reply.toString();
    }

    @Test
    void mostOfTheRecordWasAsked() {
        assertTrue(harmless().size() > 250, () -> "only " + harmless().size());
    }
}

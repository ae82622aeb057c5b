package org.paralux.luxi;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * An exchange recorded from a {@code ganeti-luxid} 3.0.2; see {@code src/test/resources/recorded/README.md}.
 *
 * @param requests the frames sent, and what was sent without an ETX as one more
 * @param replies the frames received
 */
record Recorded(String name, List<Payload> requests, List<Payload> replies) {
    private static final String FILE = "/recorded/luxid-3.0.2.jsonl";

    private static final List<Recorded> ALL = load();

    static List<Recorded> all() {
        return ALL;
    }

    private static List<Recorded> load() {
        try (InputStream file = Objects.requireNonNull(Recorded.class.getResourceAsStream(FILE), FILE)) {
            return new String(file.readAllBytes(), UTF_8)
                    .lines()
                    .map(Recorded::of)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Recorded of(String line) {
        Map<?, ?> members = (Map<?, ?>) Objects.requireNonNull(NaiveJson.read(line, NaiveJson.Repeated.LAST_COUNTS));
        byte[] request = bytes(members, "request");
        List<Payload> requests = Framing.split(request);
        return new Recorded(
                String.valueOf(members.get("name")),
                requests.isEmpty() && request.length > 0 ? List.of(Payload.wrap(request)) : requests,
                Framing.split(bytes(members, "response")));
    }

    private static byte[] bytes(Map<?, ?> members, String key) {
        boolean isLatin1 = String.valueOf(members.get("encoding")).contains(key + ": latin-1");
        return String.valueOf(members.get(key)).getBytes(isLatin1 ? ISO_8859_1 : UTF_8);
    }

    @Override
    public String toString() {
        return name;
    }
}

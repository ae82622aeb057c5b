package org.paralux.app.fuzz;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.paralux.app.settings.SettingsException;
import org.paralux.app.settings.SettingsFile;
import org.paralux.audit.AuditReader;
import org.paralux.audit.AuditVerifier;
import org.paralux.audit.KnownHeads;
import org.paralux.audit.ReadOptions;
import org.paralux.diff.Comparer;
import org.paralux.diff.Comparison;
import org.paralux.diff.Rules;
import org.paralux.diff.RulesException;
import org.paralux.diff.Verdict;
import org.paralux.luxi.Framing;
import org.paralux.luxi.LuxiReply;
import org.paralux.luxi.LuxiRequest;
import org.paralux.luxi.Payload;
import org.paralux.luxi.Query;
import org.paralux.luxi.ReplyEnds;
import org.paralux.proxy.admin.AdminException;
import org.paralux.proxy.admin.AdminRequest;
import org.paralux.proxy.tee.FrameScanner;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What may be fed any bytes at all, and the laws that must hold whatever they are. */
enum FuzzTarget {
    /** The end of a frame is found where a plain loop finds it, in any window. */
    FRAMES {
        @Override
        void feed(byte[] bytes, Path folder) {
            ByteBuf direct = Unpooled.directBuffer(Math.max(1, bytes.length)).writeBytes(bytes);
            try {
                int start = bytes.length == 0 ? 0 : Byte.toUnsignedInt(bytes[0]) % (bytes.length + 1);
                for (int end : new int[] {start, (start + bytes.length) / 2, bytes.length}) {
                    int expected = -1;
                    for (int i = start; i < end && expected < 0; i++) {
                        expected = bytes[i] == Framing.ETX ? i : -1;
                    }
                    require(FrameScanner.indexOfEtx(direct, start, end) == expected, "the end of a frame");
                }
            } finally {
                direct.release();
            }
        }
    },

    /** What passes as a query is one object without repeated keys, and its method reads; nothing is thrown. */
    REQUEST {
        @Override
        void feed(byte[] bytes, Path folder) {
            LuxiRequest request = LuxiRequest.in(Payload.wrap(bytes));
            require(!request.toString().isEmpty(), "a request has a text");
            if (request instanceof Query query) {
                JsonNode root = STRICT.readTree(new String(bytes, ISO_8859_1));
                String method = root.path("method").asString();
                require(root.isObject() && READING.contains(method), "a query reads");
                boolean named = method.equals("Query") || method.equals("QueryFields");
                JsonNode resource = root.path("args").path(0);
                require(
                        !named
                                || !resource.isString()
                                || !resource.stringValue().equals("lock"),
                        "no lock query");
                Query again = Query.in(query.payload()).orElseThrow();
                require(again.fingerprint().equals(query.fingerprint()), "the same query has the same fingerprint");
            }
        }
    },

    /** A reply is one of four kinds; what its two ends say of a success is what all of it says. */
    REPLY {
        @Override
        void feed(byte[] bytes, Path folder) {
            Payload payload = Payload.wrap(bytes);
            LuxiReply reply = LuxiReply.in(payload);
            require(!reply.toString().isEmpty(), "a reply has a text");
            if (!(reply instanceof LuxiReply.Malformed)) {
                Optional<Boolean> success = new ReplyEnds(payload, payload, bytes.length).success();
                require(
                        success.isEmpty() || success.get() == (reply instanceof LuxiReply.Success),
                        "the ends of a reply say what it says");
            }
        }
    },

    /** A query and two replies, parted by ETX: a reply matches itself, and a match does not depend on the side. */
    COMPARISON {
        @Override
        void feed(byte[] bytes, Path folder) {
            List<byte[]> parts = parts(bytes);
            Query query = Query.in(Payload.wrap(parts.get(0))).orElse(null);
            Payload one = Payload.wrap(parts.get(1));
            Payload other = Payload.wrap(parts.get(2));
            Comparison there = COMPARER.compare(query, one, other);
            Comparison back = COMPARER.compare(query, other, one);
            if (sound(one) && sound(other)) {
                boolean refused = there.verdict() == Verdict.REFUSED || back.verdict() == Verdict.REFUSED;
                require(
                        refused || (there.verdict() == Verdict.MATCH) == (back.verdict() == Verdict.MATCH),
                        "a match does not depend on the side: " + there.verdict() + ", " + back.verdict());
                Verdict itself = COMPARER.compare(query, one, one).verdict();
                require(itself == Verdict.MATCH, "a reply matches itself: " + itself);
            }
        }

        private static boolean sound(Payload payload) {
            return !(LuxiReply.in(payload) instanceof LuxiReply.Malformed);
        }
    },

    /** Rules are read, or each mistake is told in a line that begins with the file's name. */
    RULES {
        @Override
        void feed(byte[] bytes, Path folder) {
            try {
                require(!Rules.read("r.yaml", new String(bytes, UTF_8)).hash().isEmpty(), "rules have a hash");
            } catch (RulesException e) {
                requireLines("r.yaml", e.getMessage());
            }
        }
    },

    /** Settings are read, or each mistake is told in a line that begins with the file's name. */
    SETTINGS {
        @Override
        void feed(byte[] bytes, Path folder) throws IOException {
            Path file = folder.resolve("paralux.yaml");
            Files.write(file, bytes);
            try {
                SettingsFile.read(file);
            } catch (SettingsException e) {
                requireLines(file.toString(), e.getMessage());
            }
        }
    },

    /** A log that is damaged anyhow is read to its end, and verified; an odd length makes it a compressed one. */
    AUDIT {
        @Override
        void feed(byte[] bytes, Path folder) throws IOException {
            Path segments = Files.createDirectories(folder.resolve("audit"));
            Path segment = segments.resolve("audit-0000000000000000001.jsonl" + (bytes.length % 2 == 0 ? "" : ".zst"));
            Files.write(segment, bytes);
            try {
                try (AuditReader reader = AuditReader.open(folder, ReadOptions.all())) {
                    int readings = 0;
                    while (reader.next() != null) {
                        require(++readings <= MOST_READINGS, "reading ends");
                    }
                }
                AuditVerifier.verify(folder, KnownHeads.none());
            } finally {
                Files.delete(segment);
            }
        }
    },

    /** What is asked of a running proxy is understood, or refused in words. */
    ADMIN {
        @Override
        void feed(byte[] bytes, Path folder) {
            try {
                AdminRequest request = AdminRequest.of(new String(bytes, UTF_8));
                request.texts("classes")
                        .forEach(each -> require(each.length() <= bytes.length, "a text that was sent"));
                require(request.text("to").length() <= bytes.length, "a text that was sent");
                require(request.why().lines().count() == 1, "a reason in one line");
            } catch (AdminException e) {
                require(!String.valueOf(e.getMessage()).isBlank(), "a refusal has words");
            }
        }
    };

    private static final int MOST_READINGS = 100_000;

    /** The calls that read: {@code lib/luxi.py} of 2.6 to 3.1, {@code QueryFilters} from 2.13 on. */
    private static final Set<String> READING = Set.of(
            "Query",
            "QueryFields",
            "QueryJobs",
            "QueryInstances",
            "QueryNodes",
            "QueryGroups",
            "QueryNetworks",
            "QueryExports",
            "QueryConfigValues",
            "QueryClusterInfo",
            "QueryTags",
            "QueryFilters");

    /** A reader of its own, so that a law does not rest on what it is about. */
    private static final JsonMapper STRICT = JsonMapper.builder(JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
                    .build())
            .build();

    private static final Comparer COMPARER = new Comparer(Rules.shipped());

    /**
     * Feeds it.
     *
     * @param folder may be written to, and is left as it was found but for one file
     * @throws AssertionError where a law does not hold
     */
    abstract void feed(byte[] bytes, Path folder) throws IOException;

    /** As its corpus is called. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    private static void require(boolean holds, String law) {
        if (!holds) {
            throw new AssertionError(law);
        }
    }

    private static void requireLines(String name, @Nullable String message) {
        String text = String.valueOf(message);
        require(!text.isBlank() && text.lines().allMatch(line -> line.startsWith(name)), "one line a mistake: " + text);
    }

    /** Three parts between ETX; a missing one is the one before. */
    private static List<byte[]> parts(byte[] bytes) {
        List<byte[]> parts = new ArrayList<>();
        int from = 0;
        for (int i = 0; i < bytes.length && parts.size() < 2; i++) {
            if (bytes[i] == Framing.ETX) {
                parts.add(Arrays.copyOfRange(bytes, from, i));
                from = i + 1;
            }
        }
        parts.add(Arrays.copyOfRange(bytes, from, bytes.length));
        while (parts.size() < 3) {
            parts.add(parts.getLast());
        }
        return parts;
    }
}

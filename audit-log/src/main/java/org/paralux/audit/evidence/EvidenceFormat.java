package org.paralux.audit.evidence;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.paralux.audit.Outcome;
import org.paralux.luxi.LuxiJson;
import org.paralux.luxi.base.Sha256;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A record as one line of JSON. Its last member is the SHA-256 of all bytes before it:
 *
 * <pre>
 * {"id":"e-d1711b57-17","exchange":"d1711b57-17","time":"2026-11-25T00:39:01.000123Z","class":"Query/node/live",
 *  "fingerprint":"…","client":"0 /usr/sbin/gnt-node session list","outcome":"divergent","causes":["unexplained"],
 *  "seen":{"divergent unexplained Query/node/live":41},"request":"HASH",
 *  "looks":[{"offsetMicros":0,"asked":"primary","reply":"HASH"},
 *           {"offsetMicros":812,"asked":"shadow","reply":"HASH","verdict":"divergent"}],"sha256":"…"}
 * </pre>
 */
final class EvidenceFormat {
    private static final String CHECK = ",\"sha256\":\"";

    private EvidenceFormat() {}

    static byte[] write(RecordText record) {
        ObjectNode root = LuxiJson.MAPPER.createObjectNode();
        root.put("id", record.id());
        root.put("exchange", record.exchange());
        root.put("time", record.time().toString());
        root.put("class", record.queryClass());
        root.put("fingerprint", record.fingerprint());
        root.put("client", record.clientKey());
        root.put("outcome", record.outcome().word());
        ArrayNode causes = root.putArray("causes");
        record.causes().forEach(causes::add);
        ObjectNode seen = root.putObject("seen");
        record.sortedSeen().forEach((stratum, count) -> seen.put(stratum, count.longValue()));
        root.put("request", record.requestHash());
        ArrayNode looks = root.putArray("looks");
        for (RecordText.LookText look : record.looks()) {
            ObjectNode node = looks.addObject();
            node.put("offsetMicros", look.offsetMicros());
            node.put("asked", look.asked().word());
            if (look.replyHash() != null) {
                node.put("reply", look.replyHash());
            }
            if (look.excerpt()) {
                node.put("excerpt", true);
            }
            if (look.verdict() != null) {
                node.put("verdict", look.verdict());
            }
        }
        byte[] all = LuxiJson.MAPPER.writeValueAsBytes(root);
        ByteArrayOutputStream line = new ByteArrayOutputStream(all.length + 100);
        line.write(all, 0, all.length - 1);
        line.writeBytes(ascii(CHECK + Sha256.hex(line.toByteArray()) + "\"}\n"));
        return line.toByteArray();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** The record, or what is wrong with it. */
    static Reading read(String id, byte[] line) {
        int checkedEnd = line.length - ascii(CHECK).length - 64 - 3;
        if (checkedEnd < 0) {
            return new Reading.Bad("too short");
        }
        byte[] checked = Arrays.copyOf(line, checkedEnd);
        String check = CHECK + Sha256.hex(checked) + "\"}\n";
        if (!new String(line, checkedEnd, line.length - checkedEnd, StandardCharsets.ISO_8859_1).equals(check)) {
            return new Reading.Bad("does not have the checksum that belongs to it");
        }
        try {
            RecordText record = record(LuxiJson.MAPPER.readTree(line));
            return record.id().equals(id) ? new Reading.Good(record) : new Reading.Bad("belongs to another name");
        } catch (JacksonException | IllegalArgumentException | DateTimeException e) {
            return new Reading.Bad("not a record of evidence");
        }
    }

    /** What a line turned out to be. */
    sealed interface Reading {
        record Good(RecordText record) implements Reading {}

        record Bad(String what) implements Reading {}
    }

    private static RecordText record(JsonNode root) {
        List<String> causes = new ArrayList<>();
        root.path("causes").values().forEach(cause -> causes.add(cause.stringValue()));
        Map<String, Long> seen = new LinkedHashMap<>();
        root.path("seen")
                .properties()
                .forEach(each -> seen.put(each.getKey(), each.getValue().longValue()));
        List<RecordText.LookText> looks = new ArrayList<>();
        root.path("looks")
                .values()
                .forEach(look -> looks.add(new RecordText.LookText(
                        look.path("offsetMicros").longValue(),
                        asked(text(look, "asked")),
                        textOrNull(look, "reply"),
                        look.path("excerpt").asBoolean(false),
                        textOrNull(look, "verdict"))));
        return new RecordText(
                text(root, "id"),
                text(root, "exchange"),
                Instant.parse(text(root, "time")),
                text(root, "class"),
                text(root, "fingerprint"),
                text(root, "client"),
                outcome(text(root, "outcome")),
                causes,
                seen,
                text(root, "request"),
                looks);
    }

    private static String text(JsonNode node, String key) {
        return node.path(key).stringValue();
    }

    private static @Nullable String textOrNull(JsonNode node, String key) {
        return node.has(key) ? text(node, key) : null;
    }

    private static Asked asked(String word) {
        for (Asked asked : Asked.values()) {
            if (asked.word().equals(word)) {
                return asked;
            }
        }
        throw new IllegalArgumentException("asked: a word that is not known");
    }

    private static Outcome outcome(String word) {
        for (Outcome outcome : Outcome.values()) {
            if (outcome.word().equals(word)) {
                return outcome;
            }
        }
        throw new IllegalArgumentException("outcome: a word that is not known");
    }
}

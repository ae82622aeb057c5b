package org.paralux.qa.finding;

import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.paralux.luxi.LuxiJson;
import org.paralux.luxi.Payload;
import org.paralux.qa.ask.HarmlessRequest;
import org.paralux.qa.catalogue.Case;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A finding as it is kept for the next runs: the request, what is expected of it, and why it is there.
 *
 * @param id under which it is kept, the same for the same finding
 * @param finding what it is called
 * @param request as JSON text
 * @param path where the daemons differed
 * @param primary what the primary gave there, which is what is expected; null where that was nothing
 * @param candidate what the candidate gave there when it was found
 * @param why the meaning of its cause
 * @param seed of the run that found it
 * @param found the day on which it was found
 */
public record CaseFile(
        String id,
        String finding,
        String request,
        String path,
        @Nullable String primary,
        @Nullable String candidate,
        String why,
        long seed,
        String found) {
    /** Of a finding that is shown by a request. */
    static Optional<CaseFile> of(Finding finding, long seed, String day) {
        if (!(finding.origin() instanceof Case.Question question)) {
            return Optional.empty();
        }
        boolean text = finding.shortest() != null || question.request().query() != null;
        Symptom symptom = finding.symptom();
        return text
                ? Optional.of(new CaseFile(
                        idOf(finding.key()),
                        finding.key().text(),
                        finding.request(),
                        symptom.path(),
                        symptom.primary(),
                        symptom.candidate(),
                        symptom.meaning(),
                        seed,
                        day))
                : Optional.empty();
    }

    /** What the finding is called, in letters that every file system takes. */
    static String idOf(FindingKey key) {
        return key.text().replaceAll("[^A-Za-z0-9]+", "-").replaceAll("^-|-$", "");
    }

    /** The request, unless somebody made another of it that might change something. */
    Optional<HarmlessRequest> toRequest() {
        return HarmlessRequest.in(Payload.of(request));
    }

    String toJson() {
        ObjectNode json = LuxiJson.MAPPER.createObjectNode();
        json.put("id", id).put("finding", finding).set("request", LuxiJson.MAPPER.readTree(request));
        json.putObject("expectation").put("path", path).put("primary", primary);
        json.put("candidate", candidate).put("why", why).put("seed", seed).put("found", found);
        return json.toPrettyString() + "\n";
    }

    /** @throws IllegalArgumentException where a part is missing */
    static CaseFile parse(String text) {
        JsonNode json;
        try {
            json = LuxiJson.MAPPER.readTree(text);
        } catch (JacksonException e) {
            throw new IllegalArgumentException("no JSON", e);
        }
        for (String key : new String[] {"id", "finding", "request"}) {
            if (!json.has(key)) {
                throw new IllegalArgumentException(key + ": missing");
            }
        }
        JsonNode expectation = json.path("expectation");
        return new CaseFile(
                json.path("id").asString(""),
                json.path("finding").asString(""),
                json.path("request").toString(),
                expectation.path("path").asString(""),
                textOrNull(expectation.path("primary")),
                textOrNull(json.path("candidate")),
                json.path("why").asString(""),
                json.path("seed").asLong(0),
                json.path("found").asString(""));
    }

    private static @Nullable String textOrNull(JsonNode node) {
        return node.isString() ? Objects.requireNonNull(node.stringValue()) : null;
    }
}

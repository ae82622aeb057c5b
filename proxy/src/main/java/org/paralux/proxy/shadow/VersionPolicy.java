package org.paralux.proxy.shadow;

import java.util.Locale;
import org.paralux.luxi.LuxiJson;
import org.paralux.luxi.Payload;
import org.paralux.luxi.Query;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What becomes of the {@code version} of a query that goes to a shadow of another release: masterd compares it. */
public sealed interface VersionPolicy {
    /** The bytes go out as the client sent them. */
    record Keep() implements VersionPolicy {}

    /** Left out, which every daemon takes. */
    record Strip() implements VersionPolicy {}

    /** As a client of that release would send it, for example 2100000. */
    record Rewrite(long version) implements VersionPolicy {}

    /** {@code keep}, {@code strip} or a number. */
    static VersionPolicy of(String word) {
        return switch (word.toLowerCase(Locale.ROOT)) {
            case "keep" -> new Keep();
            case "strip" -> new Strip();
            default -> new Rewrite(Long.parseLong(word));
        };
    }

    /** The query's bytes for the shadow. */
    default Payload applyTo(Query query) {
        if (this instanceof Keep) {
            return query.payload();
        }
        try (JsonParser parser = LuxiJson.parser(query.payload())) {
            JsonNode message = LuxiJson.MAPPER.readTree(parser);
            if (!(message instanceof ObjectNode request) || !request.has("version")) {
                return query.payload();
            }
            switch (this) {
                case Rewrite(long version) -> request.put("version", version);
                case Keep _, Strip _ -> request.remove("version");
            }
            return Payload.of(LuxiJson.MAPPER.writeValueAsString(request));
        } catch (JacksonException e) {
            throw new IllegalStateException("a query is proven to be JSON", e);
        }
    }
}

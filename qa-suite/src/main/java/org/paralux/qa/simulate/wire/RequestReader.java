package org.paralux.qa.simulate.wire;

import java.io.StringReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;
import org.paralux.luxi.LuxiJson;
import org.paralux.luxi.Payload;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** How a daemon reads the text of a request. Thread-safe. */
public final class RequestReader {
    /** As Python does: leading white space and bare NaN are fine, of two equal keys the last counts. */
    public static final RequestReader PYTHON =
            new RequestReader(RequestReader::strictUtf8, LuxiJson.MAPPER, JsonTree.Repeated.LAST_COUNTS);

    /** As Haskell does: the first character begins the object, NaN is an error, of two equal keys the first counts. */
    public static final RequestReader HASKELL =
            new RequestReader(RequestReader::lenientUtf8, JsonMapper.shared(), JsonTree.Repeated.FIRST_COUNTS);

    private final Function<Payload, String> decoder;
    private final JsonMapper mapper;
    private final JsonTree.Repeated repeated;

    private RequestReader(Function<Payload, String> decoder, JsonMapper mapper, JsonTree.Repeated repeated) {
        this.decoder = decoder;
        this.mapper = mapper;
        this.repeated = repeated;
    }

    private static String strictUtf8(Payload payload) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(payload.asByteBuffer())
                    .toString();
        } catch (CharacterCodingException e) {
            throw new RequestFailure.Malformed("not UTF-8");
        }
    }

    private static String lenientUtf8(Payload payload) {
        String text = StandardCharsets.UTF_8.decode(payload.asByteBuffer()).toString();
        if (!text.startsWith("{")) {
            throw new RequestFailure.Malformed("parsing top-level JSON message: no object at its first character");
        }
        return text;
    }

    /**
     * The call in a request.
     *
     * @throws RequestFailure.Malformed when there is none
     */
    public LuxiCall read(Payload payload) {
        JsonNode message;
        try (JsonParser parser = mapper.createParser(new StringReader(decoder.apply(payload)))) {
            message = JsonTree.read(parser, repeated);
        } catch (JacksonException e) {
            throw new RequestFailure.Malformed("parsing top-level JSON message: " + LuxiJson.describe(e));
        }
        if (!message.isObject()) {
            throw new RequestFailure.Malformed("parsing top-level JSON message: not an object");
        }
        JsonNode method = message.path("method");
        JsonNode arguments = message.path("args");
        if (!method.isString()) {
            throw new RequestFailure.Malformed("key 'method' is missing or no text");
        }
        if (arguments.isMissingNode()) {
            throw new RequestFailure.Malformed("key 'args' is missing");
        }
        return new LuxiCall(method.stringValue(), arguments, message.get("version"));
    }
}

package org.paralux.proxy.admin;

import java.util.ArrayList;
import java.util.List;
import org.paralux.luxi.LuxiJson;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** What somebody asks to be done, as JSON. */
public record AdminRequest(JsonNode asked) {
    private static final int MAX_WHY = 500;

    /**
     * What a body asks for.
     *
     * @throws AdminException where {@code body} is no JSON
     */
    public static AdminRequest of(String body) throws AdminException {
        try {
            return new AdminRequest(LuxiJson.MAPPER.readTree(body));
        } catch (JacksonException e) {
            throw new AdminException("the request is no JSON (expected: an object)");
        }
    }

    /** The text under a key; empty where there is none. */
    public String text(String key) {
        return asked.path(key).asString("");
    }

    /**
     * The texts of a list; none where there is none.
     *
     * @throws AdminException where one of them is no text
     */
    public List<String> texts(String key) throws AdminException {
        List<String> texts = new ArrayList<>();
        for (JsonNode each : asked.path(key)) {
            if (!each.isString()) {
                throw new AdminException(key + ": a list of something else (expected: texts)");
            }
            texts.add(each.stringValue());
        }
        return texts;
    }

    /** The reason, which every change needs. */
    public String why() throws AdminException {
        String why = text("why").strip();
        if (why.isEmpty() || why.length() > MAX_WHY || why.lines().count() > 1) {
            throw new AdminException("why: " + (why.isEmpty() ? "nothing" : why.length() + " characters")
                    + " (expected: a reason in one line of at most " + MAX_WHY + ")");
        }
        return why;
    }
}

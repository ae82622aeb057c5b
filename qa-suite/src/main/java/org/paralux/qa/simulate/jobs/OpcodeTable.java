package org.paralux.qa.simulate.jobs;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * The opcodes that the daemons know, from a file of lines {@code OP_ID;parameter}: the parameter is the one that tells
 * people what the opcode is about, and may be missing.
 */
public final class OpcodeTable {
    public static final OpcodeTable INSTANCE = new OpcodeTable("/org/paralux/qa/simulate/opcodes.csv");

    private final Map<String, String> subjects = new HashMap<>();

    private OpcodeTable(String resource) {
        try (InputStream in = Objects.requireNonNull(OpcodeTable.class.getResourceAsStream(resource), resource);
                BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            reader.lines().filter(line -> !line.startsWith("#")).forEach(this::add);
        } catch (IOException e) {
            throw new UncheckedIOException(resource, e);
        }
    }

    private void add(String line) {
        String[] columns = line.split(";", 2);
        subjects.put(columns[0], columns.length == 2 ? columns[1] : "");
    }

    public boolean knows(JsonNode opcode) {
        return subjects.containsKey(id(opcode));
    }

    public static String id(JsonNode opcode) {
        return opcode.path("OP_ID").asString("");
    }

    /** What the opcode is about: an instance's name, a duration. */
    public Optional<String> subject(JsonNode opcode) {
        JsonNode value = opcode.path(subjects.getOrDefault(id(opcode), ""));
        return value.isValueNode() && !value.isNull() ? Optional.of(value.asString()) : Optional.empty();
    }

    /** In one word, with its subject in parentheses: {@code TEST_DELAY(0.1)}. */
    public String summary(JsonNode opcode) {
        String word = id(opcode).replaceFirst("^OP_", "");
        return subject(opcode).map(subject -> word + "(" + subject + ")").orElse(word);
    }
}

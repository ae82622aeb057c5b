package org.paralux.qa.catalogue;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Rows by their names: known and unknown, in short, in other letters, twice, backwards, and by their uuids. */
final class NameChapter implements Chapter {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final JsonNode NOBODY = JSON.stringNode("nobody.example.net");
    private static final JsonNode NO_JOB = JSON.numberNode(999_999);

    /** Of a large cluster so many are asked for one by one. */
    private static final int MOST_ALONE = 20;

    private final ResourceWords words;

    NameChapter(ResourceWords words) {
        this.words = words;
    }

    @Override
    public Stream<Case> cases() {
        Cell cell = new Cell("Query/" + words.resource(), "names");
        return choices()
                .flatMap(names -> Stream.of(some(), List.of(words.key()))
                        .map(fields -> Case.of(
                                cell,
                                QueryForm.query(words.resource(), fields, FilterTree.oneOf(words.key(), names)))));
    }

    /** A row in which its name and what changes with every write stand. */
    private List<String> some() {
        return Stream.of("name", "id", "node", "uuid", "serial_no", "mtime", "tags")
                .filter(words.fieldNames()::contains)
                .toList();
    }

    /** Lists of names to ask for. */
    Stream<List<JsonNode>> choices() {
        JsonNode unknown = words.resource().equals("job") ? NO_JOB : NOBODY;
        List<JsonNode> names = words.names();
        if (names.isEmpty()) {
            return Stream.of(List.of(unknown), List.of());
        }
        JsonNode first = names.getFirst();
        List<List<JsonNode>> choices = new ArrayList<>(List.of(
                names.reversed(),
                List.of(unknown),
                List.of(names.getLast()),
                List.of(first, first),
                List.of(first, unknown),
                List.of(),
                names,
                Stream.concat(names.stream(), Stream.of(first)).toList()));
        names.stream().limit(MOST_ALONE).map(List::of).forEach(choices::add);
        words.uuids().stream().map(List::of).forEach(choices::add);
        if (first.isString()) {
            choices.addAll(inOtherWords(first.stringValue()));
        } else {
            choices.add(List.of(JSON.stringNode(first.asString())));
        }
        return choices.stream();
    }

    private static List<List<JsonNode>> inOtherWords(String name) {
        String shortName = name.split("\\.", 2)[0];
        return Stream.of(
                        shortName,
                        name.toUpperCase(Locale.ROOT),
                        shortName.toUpperCase(Locale.ROOT),
                        name + ".",
                        shortName.substring(0, 1),
                        "")
                .filter(other -> !other.equals(name))
                .map(other -> List.<JsonNode>of(JSON.stringNode(other)))
                .toList();
    }
}

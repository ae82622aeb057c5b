package org.paralux.qa.fuzz;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.paralux.diff.Volatility;
import org.paralux.luxi.LuxiMethod;
import org.paralux.qa.catalogue.FieldWords;
import org.paralux.qa.catalogue.FilterTree;
import org.paralux.qa.catalogue.QueryForm;
import org.paralux.qa.catalogue.ResourceWords;
import org.paralux.qa.catalogue.Values;
import org.paralux.qa.catalogue.Vocabulary;
import tools.jackson.databind.JsonNode;

/** Random laws about fields that the configuration holds, which stay the same from one query to the next. */
public final class Relations {
    private static final List<String> OPERATORS = List.of("=", "!=", "<", "<=", ">", ">=");
    private static final int MOST_FIELDS = 5;

    private final List<ResourceWords> resources;
    private final Random random;

    public Relations(Vocabulary vocabulary, long seed) {
        resources = vocabulary.served().stream()
                .filter(words -> QueryForm.classicMethod(words.resource()).isPresent())
                .filter(words -> !stable(words).isEmpty())
                .toList();
        random = new Random(seed);
    }

    private static List<FieldWords> stable(ResourceWords words) {
        return words.fields().stream()
                .filter(field -> Volatility.of(words.resource(), field.name()).isConfiguration())
                .filter(field -> !field.values().isEmpty())
                .toList();
    }

    /** Whether there is anything to make laws of. */
    public boolean isEmpty() {
        return resources.isEmpty();
    }

    public Relation next() {
        ResourceWords words = oneOf(resources);
        FieldWords field = oneOf(stable(words));
        JsonNode filter = leaf(field);
        JsonNode other = leaf(oneOf(stable(words)));
        String resource = words.resource();
        return switch (random.nextInt(5)) {
            case 0 -> new Relation.Narrows(resource, words.key(), filter, other);
            case 1 -> new Relation.Widens(resource, words.key(), filter, other);
            case 2 -> new Relation.Complements(resource, words.key(), field.name(), filter);
            case 3 -> new Relation.FieldOrder(resource, fields(words));
            default -> names(words);
        };
    }

    private Relation names(ResourceWords words) {
        List<JsonNode> names = new ArrayList<>(words.names());
        Collections.shuffle(names, random);
        List<JsonNode> some = names.subList(0, Math.min(names.size(), 1 + random.nextInt(MOST_FIELDS)));
        List<String> fields = fields(words);
        LuxiMethod method = QueryForm.classicMethod(words.resource()).orElseThrow();
        QueryForm classic =
                QueryForm.classic(method, some.stream().map(JsonNode::asString).toList(), fields);
        return new Relation.NamesAsClassic(
                QueryForm.query(words.resource(), fields, FilterTree.oneOf(words.key(), some)), classic);
    }

    /** The name, and some others. */
    private List<String> fields(ResourceWords words) {
        List<String> fields = new ArrayList<>(List.of(words.key()));
        for (int i = random.nextInt(MOST_FIELDS); i > 0; i--) {
            fields.add(oneOf(stable(words)).name());
        }
        return fields;
    }

    private JsonNode leaf(FieldWords field) {
        return field.kind().equals("bool")
                ? FilterTree.truth(field.name())
                : FilterTree.leaf(oneOf(OPERATORS), field.name(), oneOf(Values.scalars(field)));
    }

    private <T> T oneOf(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}

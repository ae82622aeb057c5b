package org.paralux.qa.catalogue;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.paralux.luxi.LuxiMethod;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** The classic calls: nodes, groups, instances, networks, jobs, rules about jobs, and exports. */
final class ClassicChapter implements Chapter {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final ResourceWords words;
    private final LuxiMethod method;
    private final String subject;

    /** The chapter of a resource that has a classic call, or none. */
    static Stream<Chapter> of(ResourceWords words) {
        Optional<LuxiMethod> method = switch (words.resource()) {
            case "job" -> Optional.of(LuxiMethod.QUERY_JOBS);
            case "filter" -> Optional.of(LuxiMethod.QUERY_FILTERS);
            default -> QueryForm.classicMethod(words.resource());
        };
        return method.stream().map(call -> new ClassicChapter(words, call));
    }

    private ClassicChapter(ResourceWords words, LuxiMethod method) {
        this.words = words;
        this.method = method;
        subject = method.wireName();
    }

    @Override
    public Stream<Case> cases() {
        List<String> all = words.fieldNames();
        String key = words.key();
        Stream<Case> whole = Stream.of(all, List.<String>of(), all.reversed())
                .map(fields -> ask("all fields", JSON.arrayNode(), QueryForm.texts(fields)));
        Stream<Case> single =
                all.stream().map(field -> ask("one field", JSON.arrayNode(), QueryForm.texts(List.of(key, field))));
        Stream<Case> unknown = Stream.of(List.of(key, FieldChapter.UNKNOWN_FIELD), List.of(key, key, key))
                .map(fields -> ask("unknown field", JSON.arrayNode(), QueryForm.texts(fields)));
        Stream<Case> names = new NameChapter(words)
                .choices()
                .map(choice -> ask("names", JSON.arrayNode().addAll(choice), QueryForm.texts(List.of(key))));
        Stream<Case> none = Stream.of(ask("no list", JSON.nullNode(), QueryForm.texts(List.of(key))));
        return Stream.of(whole, unknown, none, single, names, locking()).flatMap(Function.identity());
    }

    private Stream<Case> locking() {
        if (!method.takes(3)) {
            return Stream.empty();
        }
        List<JsonNode> arguments =
                List.of(JSON.arrayNode(), QueryForm.texts(List.of(words.key())), JSON.booleanNode(true));
        return Stream.of(Case.of(new Cell(subject, "with locks"), new QueryForm(method, arguments)));
    }

    private Case ask(String aspect, JsonNode names, JsonNode fields) {
        List<JsonNode> arguments =
                method.takes(3) ? List.of(names, fields, JSON.booleanNode(false)) : List.of(names, fields);
        return Case.of(new Cell(subject, aspect), new QueryForm(method, arguments));
    }
}

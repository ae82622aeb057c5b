package org.paralux.qa.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.paralux.luxi.Payload;
import org.paralux.qa.catalogue.Case;
import org.paralux.qa.catalogue.FieldWords;
import org.paralux.qa.catalogue.QueryForm;
import org.paralux.qa.catalogue.ResourceWords;
import org.paralux.qa.catalogue.Vocabulary;
import tools.jackson.databind.node.JsonNodeFactory;

/** Random queries are queries, follow from the seed, and spread over all there is to ask. */
class FuzzerTest {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final Vocabulary WORDS = new Vocabulary(List.of(new ResourceWords(
            "node",
            List.of(
                    new FieldWords("name", "text", List.of(JSON.stringNode("n1"))),
                    new FieldWords("pinst_cnt", "number", List.of(JSON.numberNode(3))),
                    new FieldWords("offline", "bool", List.of(JSON.booleanNode(true))),
                    new FieldWords("tags", "other", List.of(JSON.arrayNode().add("a")))),
            List.of(JSON.stringNode("n1"), JSON.stringNode("n2")),
            List.of())));

    private static List<String> row(long seed) {
        Fuzzer fuzzer = new Fuzzer(WORDS, seed);
        List<String> row = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            Case.Question question = (Case.Question) fuzzer.next();
            QueryForm form = question.form();
            assertNotNull(form);
            assertNotNull(question.request().query(), form::text);
            fuzzer.replied(form, Payload.of("{\"success\":true,\"result\":%s}".formatted("1".repeat(i % 40 + 1))));
            row.add(form.text());
        }
        return row;
    }

    @Test
    void theSameSeedGivesTheSameRow() {
        assertEquals(row(5), row(5));
        assertTrue(!row(5).equals(row(6)));
    }

    @Test
    void everyFieldAndOperatorIsUsed() {
        String all = String.join("\n", row(7));
        Set<String> missing = new HashSet<>();
        for (String word : List.of(
                "\"name\"",
                "\"pinst_cnt\"",
                "\"offline\"",
                "\"tags\"",
                "[\"=\"",
                "[\"!=\"",
                "[\"<\"",
                "[\"<=\"",
                "[\">\"",
                "[\">=\"",
                "[\"=~\"",
                "[\"=[]\"",
                "[\"?\"",
                "[\"&\"",
                "[\"|\"",
                "[\"!\"",
                "QueryNodes")) {
            if (!all.contains(word)) {
                missing.add(word);
            }
        }
        assertEquals(Set.of(), missing);
    }

    @Test
    void whatReachesNothingNewIsNotKept() {
        Fuzzer fuzzer = new Fuzzer(WORDS, 1);
        QueryForm form = QueryForm.query("node", List.of("name"), null);
        Payload reply = Payload.of("{\"success\":true,\"result\":1}");
        fuzzer.replied(form, reply);
        int reached = fuzzer.reached();
        fuzzer.replied(form, reply);
        assertEquals(reached, fuzzer.reached());
        fuzzer.replied(form, Payload.of("{\"success\":false,\"result\":[\"E\",[]]}"));
        assertTrue(fuzzer.reached() > reached);
    }
}

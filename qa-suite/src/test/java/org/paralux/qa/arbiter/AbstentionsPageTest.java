package org.paralux.qa.arbiter;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The page about parity lists what the arbiter says nothing of, and nothing else. */
class AbstentionsPageTest {
    @Test
    void thePageListsEveryAbstention() throws IOException {
        String page = Files.readString(Path.of("../docs/qa.md"));
        for (String resource : Arbiter.RESOURCES) {
            if (!resource.equals("cluster")) {
                assertEquals(row(resource), line(page, resource));
            }
        }
    }

    private static String line(String page, String resource) {
        return page.lines()
                .filter(line -> line.startsWith("| " + resource + " | "))
                .findFirst()
                .orElse("");
    }

    private static String row(String resource) {
        return "| " + resource + " | " + list(resource, "not in the files") + " | "
                + list(resource, "never seen with a value") + " |";
    }

    /** Numbered fields, and those of a hypervisor, as one. */
    private static String list(String resource, String why) {
        List<String> fields = Arbiter.fields(resource);
        return fields.stream()
                .filter(field -> Arbiter.whyNot(resource, field).orElse("").equals(why))
                .map(field -> field.replaceFirst("/\\d+$", "/N").replaceFirst("^hv/.*", "hv/…"))
                .collect(Collectors.toCollection(TreeSet::new))
                .stream()
                .map(field -> "`" + field + "`")
                .collect(Collectors.joining(", "));
    }
}

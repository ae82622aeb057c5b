package org.paralux.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.paralux.audit.Outcome;
import org.paralux.luxi.LuxiJson;
import org.paralux.report.clients.ClientsPage;
import org.paralux.report.clients.ClientsReport;
import org.paralux.report.clients.ClientsReportBuilder;
import org.paralux.report.consistency.ConsistencyPage;
import org.paralux.report.consistency.ConsistencyReportBuilder;
import org.paralux.report.consistency.StoredValues;
import org.paralux.report.html.PageHtml;
import org.paralux.report.log.LogHealth;
import org.paralux.report.log.Selection;
import org.paralux.report.page.Page;
import org.paralux.report.page.PageCsv;
import org.paralux.report.page.PageMarkdown;
import org.paralux.report.page.PageText;
import org.paralux.report.readiness.ReadinessPage;
import org.paralux.report.readiness.ReadinessReportBuilder;
import org.paralux.report.readiness.Standard;
import tools.jackson.databind.JsonNode;

/** Whatever a client calls itself is shown, and is never obeyed: not by a browser, a terminal, Markdown or a spreadsheet. */
class PagesTest {
    private static final ZoneId UTC = ZoneId.of("UTC");
    private static final String EVIL =
            "</script><script>alert(1)</script><img src=x onerror=alert(2)>\u001b[31m=1+1`|_*";
    private static final String NODES =
            "{\"method\":\"Query\",\"args\":[\"node\",[\"name\",\"=cmd|'/C calc'!A0\"],[\"=\",\"name\",\"</script>\"]]}";
    private static final LogHealth DAMAGED = new LogHealth(
            1,
            Story.START,
            Story.START,
            List.of(EVIL),
            3,
            List.of("altered: " + EVIL),
            7,
            List.of("7 records: " + EVIL),
            1,
            1,
            Duration.ofDays(1),
            null);

    private static Story story() {
        Story story = Story.begin().client(1, EVIL);
        story.query(1, NODES).diverges(EVIL, "enum-spelling", EVIL);
        story.query(1, NODES).by(EVIL).is(Outcome.EQUIVALENT);
        story.query(1, NODES).lags(1_000L, 5_000L);
        return story;
    }

    static List<Page> pages() {
        Instant now = Story.START.plusSeconds(60);
        Story story = story();
        ConsistencyReportBuilder consistency = new ConsistencyReportBuilder(Selection.ALL);
        ReadinessReportBuilder readiness = new ReadinessReportBuilder(
                Selection.ALL, new Standard(0.01, 0.05, 1, Duration.ofSeconds(20)), List.of(), now);
        ClientsReportBuilder clients = new ClientsReportBuilder(Selection.ALL);
        story.entries().forEach(entry -> {
            consistency.accept(entry);
            readiness.accept(0, entry);
            clients.accept(entry);
        });
        ClientsReport who = clients.build(now, DAMAGED, _ -> Optional.empty());
        StoredValues values = (evidence, path) -> Optional.of(new StoredValues.Values(EVIL, EVIL, EVIL));
        return List.of(
                ConsistencyPage.of(consistency.build(now, DAMAGED, Duration.ofSeconds(20), null, values), UTC),
                ReadinessPage.of(readiness.build(now, DAMAGED, who, List.of(EVIL)), UTC),
                ClientsPage.of(who, Selection.ALL, UTC));
    }

    @ParameterizedTest
    @MethodSource("pages")
    void aBrowserRunsOnlyTheProductsOwnScripts(Page page) {
        String html = PageHtml.render(page);
        assertEquals(3, count(html, "<script"), page.name());
        assertEquals(3, count(html, "</script>"), page.name());
        assertEquals(0, count(html, "<img"), page.name());
        assertTrue(html.contains("&lt;script&gt;alert(1)") || html.contains("&lt;/script>"), "the name is shown");
        assertFalse(html.contains("\u001b"), page.name());
    }

    /** Nothing is loaded: no address stands where a browser would ask for it. */
    @ParameterizedTest
    @MethodSource("pages")
    void aPageIsWholeByItself(Page page) {
        String html = PageHtml.render(page);
        assertFalse(Pattern.compile("(src|href)=\"(?!#)").matcher(html).find(), page.name());
        assertFalse(html.contains("sourceMappingURL"), page.name());
        assertFalse(html.contains("@import"), page.name());
        assertTrue(html.contains("default-src &#39;none&#39;") || html.contains("default-src 'none'"), page.name());
    }

    /** Ids are what the links of the page and the labels of its tables stand on. */
    @ParameterizedTest
    @MethodSource("pages")
    void everyIdIsThereOnceAndEveryReferenceLeadsToOne(Page page) {
        String html = PageHtml.render(page).replaceAll("(?s)(<script[^>]*>).*?</script>", "$1");
        List<String> ids = all(html, "\\sid=\"([^\"]*)\"");
        assertEquals(ids.size(), ids.stream().distinct().count(), ids::toString);
        ids.forEach(id -> assertTrue(id.matches("[A-Za-z][A-Za-z0-9_-]*"), id));
        all(html, "href=\"#([^\"]*)\"").forEach(id -> assertTrue(ids.contains(id), id));
        all(html, "aria-labelledby=\"([^\"]*)\"").forEach(id -> assertTrue(ids.contains(id), id));
    }

    @ParameterizedTest
    @MethodSource("pages")
    void theDataOfTheChartsIsJsonWithACanvasEach(Page page) {
        String html = PageHtml.render(page);
        String data = all(html, "<script type=\"application/json\" id=\"charts\">(.*?)</script>")
                .getFirst();
        for (JsonNode chart : LuxiJson.MAPPER.readTree(data).values()) {
            assertTrue(html.contains("id=\"chart-" + chart.path("id").asString() + "\""), chart::toString);
        }
    }

    @ParameterizedTest
    @MethodSource("pages")
    void aTerminalObeysNothing(Page page) {
        String text = new PageText(100, false).render(page);
        assertTrue(text.chars().allMatch(c -> c == '\n' || (c >= ' ' && c != 0x7f)), text);
        assertTrue(text.contains("<script>alert(1)"), "the name is shown");
    }

    @ParameterizedTest
    @MethodSource("pages")
    void markdownHasNoMarkupOfTheClients(Page page) {
        String markdown = PageMarkdown.render(page);
        String outsideOfFences = markdown.replaceAll("(?s)\n(`{3,})\n.*?\n\\1\n", "\n");
        assertFalse(Pattern.compile("(?<!\\\\)<").matcher(outsideOfFences).find(), outsideOfFences);
        assertFalse(markdown.contains("\u001b"), markdown);
    }

    @ParameterizedTest
    @MethodSource("pages")
    void aSpreadsheetComputesNothing(Page page) {
        for (String cell : PageCsv.render(page).split("[,\n]", -1)) {
            String start = cell.startsWith("\"") ? cell.substring(1) : cell;
            assertFalse(start.startsWith("=") || start.startsWith("@"), cell);
        }
    }

    @ParameterizedTest
    @MethodSource("pages")
    void everyFormAnswersTheFiveQuestions(Page page) {
        assertEquals(5, page.answers().size());
        assertTrue(page.answers().stream().anyMatch(answer -> answer.question().startsWith("Who")));
        assertTrue(page.answers().stream().anyMatch(answer -> answer.question().startsWith("Why")));
        List<String> forms =
                List.of(new PageText(120, false).render(page), PageMarkdown.render(page), PageHtml.render(page));
        for (String form : forms) {
            List.of("Is it us?", "How to undo it?", "What next?")
                    .forEach(question -> assertTrue(form.contains(question)));
        }
    }

    @Test
    void damageIsToldInThePage() {
        pages().forEach(page -> assertTrue(
                page.warnings().stream().anyMatch(warning -> warning.contains("damaged in 3 places")), page.name()));
    }

    private static int count(String text, String part) {
        return (text.length() - text.replace(part, "").length()) / part.length();
    }

    private static List<String> all(String text, String pattern) {
        Matcher matcher = Pattern.compile(pattern, Pattern.DOTALL).matcher(text);
        return matcher.results().map(found -> found.group(1)).toList();
    }
}

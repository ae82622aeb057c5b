package org.paralux.proxy;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.logging.Level;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import org.paralux.audit.Outcome;
import org.paralux.audit.evidence.Asked;
import org.paralux.audit.evidence.Evidence;
import org.paralux.audit.evidence.EvidenceSettings;
import org.paralux.audit.evidence.EvidenceStore;
import org.paralux.audit.evidence.Look;
import org.paralux.luxi.Payload;
import org.paralux.proxy.health.ShadowState;

/** What a person sees, in Debian's chromium. Pictures of it are kept below {@code target/screenshots}. */
@Tag("browser")
@Execution(ExecutionMode.CONCURRENT)
class DashboardBrowserTest {
    private static final Path PICTURES = Path.of("target", "screenshots");
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final List<String> CLASSES = List.of(
            "Query/node/config",
            "Query/node/live",
            "Query/instance/config",
            "QueryGroups",
            "QueryClusterInfo",
            "QueryJobs");

    @TempDir
    Path stateDir;

    private DashboardFixture dashboard;
    private ChromeDriver browser;

    @BeforeEach
    void open() throws IOException {
        dashboard = new DashboardFixture(stateDir, null);
        LoggingPreferences logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, Level.ALL);
        ChromeOptions options = new ChromeOptions();
        options.setBinary("/usr/bin/chromium");
        options.addArguments("--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--hide-scrollbars");
        options.setCapability("goog:loggingPrefs", logs);
        browser = new ChromeDriver(
                new ChromeDriverService.Builder()
                        .usingDriverExecutable(Path.of("/usr/bin/chromedriver").toFile())
                        .build(),
                options);
    }

    @AfterEach
    void close() {
        browser.quit();
        dashboard.close();
    }

    private void signIn() {
        browser.get(dashboard.outlook.newUrl().orElseThrow());
        await().atMost(PATIENCE)
                .until(() -> browser.findElement(By.id("dashboard")).isDisplayed());
    }

    private String text(String id) {
        return browser.findElement(By.id(id)).getText();
    }

    /** Whatever the page tries that it may not, the browser says. */
    private void assertNoComplaints() {
        List<String> complaints = browser.manage().logs().get(LogType.BROWSER).getAll().stream()
                .filter(entry -> entry.getLevel().intValue() >= Level.WARNING.intValue())
                .map(LogEntry::getMessage)
                .toList();
        assertEquals(List.of(), complaints);
    }

    /** The whole page at two widths, light and dark. */
    private void photograph(String name) throws IOException {
        Files.createDirectories(PICTURES);
        for (String scheme : List.of("light", "dark")) {
            browser.executeCdpCommand(
                    "Emulation.setEmulatedMedia",
                    Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
            for (int width : new int[] {1280, 390}) {
                metrics(width, 800);
                long height = pixels("scrollHeight");
                metrics(width, Math.min(height, 6_000));
                await().pollDelay(Duration.ofMillis(1200)).until(() -> true);
                Files.write(
                        PICTURES.resolve(name + "-" + (width < 600 ? "phone" : "desktop") + "-" + scheme + ".png"),
                        browser.getScreenshotAs(OutputType.BYTES));
                long wide = pixels("scrollWidth");
                assertTrue(wide <= width, () -> name + " is " + wide + " wide on a screen of " + width);
            }
        }
    }

    private long pixels(String property) {
        return Objects.requireNonNull((Long) browser.executeScript("return document.documentElement." + property));
    }

    private void metrics(int width, long height) {
        browser.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", width < 600));
    }

    private void traffic(int queries) {
        Random random = new Random(7);
        dashboard.client("c1", "0 /usr/local/bin/inventory-poller cron -", "inventory-poller");
        dashboard.client("c2", "0 /usr/sbin/ganeti-watcher cron -", "ganeti-watcher");
        dashboard.client("c3", "1000 " + DashboardFixture.SCRIPT + " login:joe -", DashboardFixture.SCRIPT);
        Instant start = Instant.now().minusSeconds(890);
        for (int i = 0; i < queries; i++) {
            Instant time = start.plusMillis(890_000L * i / queries);
            String queryClass = CLASSES.get(random.nextInt(CLASSES.size()));
            int dice = random.nextInt(100);
            Outcome outcome = dice < 78
                    ? Outcome.MATCH
                    : dice < 86
                            ? Outcome.LAG
                            : dice < 91 ? Outcome.EQUIVALENT : dice < 93 ? Outcome.MOVED : Outcome.DIVERGENT;
            Long lag = outcome == Outcome.LAG ? 60_000L + random.nextInt(1_400_000) : null;
            String exchange =
                    dashboard.query(time, "c" + (1 + Math.min(2, random.nextInt(5))), queryClass, outcome, lag);
            if (outcome == Outcome.DIVERGENT) {
                boolean drained = random.nextInt(3) > 0;
                dashboard.divergence(
                        time,
                        exchange,
                        queryClass,
                        "result.data[node1.example.com]." + (drained ? "drained" : "title"),
                        drained ? "drained" : "title",
                        drained ? "inverted-boolean" : "definition-wording");
            }
        }
    }

    @Test
    void withoutOutcomesItSaysSo() throws IOException {
        signIn();
        await().atMost(PATIENCE).until(() -> text("answer-why").contains("Nothing was compared yet."));
        assertTrue(text("answer-who").contains("Nobody has asked anything yet."), text("answer-who"));
        assertTrue(text("causes-more").contains("No divergent reply"), text("causes-more"));
        photograph("empty");
        assertNoComplaints();
    }

    @Test
    void theFirstScreenAnswersTheFiveQuestions() throws IOException {
        traffic(6_000);
        signIn();
        metrics(1280, 800);
        await().atMost(PATIENCE).until(() -> text("answer-why").contains("inverted-boolean explains 6"));
        for (String answer : List.of("us", "who", "why", "next", "undo")) {
            WebElement card = browser.findElement(By.id("answer-" + answer));
            assertTrue(
                    card.getRect().getY() + card.getRect().getHeight() <= 800, answer + " is below the first screen");
        }
        assertTrue(text("answer-undo").contains("kill -TERM"), text("answer-undo"));
        photograph("traffic");
        assertNoComplaints();
    }

    @Test
    void whatAClientIsCalledIsShownAndNotRun() {
        traffic(300);
        signIn();
        await().atMost(PATIENCE).until(() -> text("clients-list").contains(DashboardFixture.SCRIPT));
        assertEquals("meadow.example.net – Paralux", browser.getTitle());
        assertNoComplaints();
    }

    @Test
    void oneOfFiveThousandCausesIsFound() throws IOException {
        dashboard.client("c1", "0 /usr/bin/poller - -", "poller");
        Instant now = Instant.now();
        for (int i = 0; i < 5_200; i++) {
            String exchange = dashboard.query(now, "c1", "Query/node/config", Outcome.DIVERGENT, null);
            dashboard.divergence(
                    now, exchange, "Query/node/config", "result.data[node1].field" + i, "field" + i, "unexplained");
        }
        signIn();
        await().atMost(PATIENCE).until(() -> text("causes-more").contains("more; filter to find them"));
        assertTrue(text("causes-more").contains("200 divergences are of yet other causes"), text("causes-more"));
        browser.findElement(By.id("causes-filter")).sendKeys("field4321");
        await().atMost(PATIENCE).until(() -> text("causes-list").contains("field4321"));
        assertEquals(
                1, browser.findElements(By.cssSelector("#causes-list > li")).size());
        photograph("many-causes");
        assertNoComplaints();
    }

    @Test
    void aShadowThatIsDownIsTold() throws IOException {
        traffic(500);
        for (int i = 0; i < 40; i++) {
            dashboard.query(Instant.now(), "c1", "QueryJobs", Outcome.SHADOW_FAILED, null);
        }
        dashboard.shadow = ShadowState.LEFT_ALONE;
        signIn();
        await().atMost(PATIENCE).until(() -> text("alarms").contains("left alone"));
        assertTrue(text("answer-why").contains("connection refused"), text("answer-why"));
        assertTrue(text("answer-next").contains("why the shadow does not answer"), text("answer-next"));
        photograph("shadow-down");
        assertNoComplaints();
    }

    @Test
    void anAccountThatDoesNotAddUpIsMarked() {
        traffic(50);
        dashboard.counts.merge("received", 3L, Long::sum);
        signIn();
        await().atMost(PATIENCE)
                .until(() -> !browser.findElements(By.cssSelector(".identity.broken"))
                        .isEmpty());
        assertEquals(2, browser.findElements(By.cssSelector(".identity.broken")).size());
    }

    @Test
    void bothRepliesStandSideBySideByKeyboardAlone() throws IOException, InterruptedException {
        dashboard.client("c1", "0 /usr/bin/poller - -", "poller");
        String exchange = dashboard.query(Instant.now(), "c1", "QueryTags", Outcome.DIVERGENT, null);
        dashboard.divergence(Instant.now(), exchange, "QueryTags", "result", "result", "unexplained");
        keepEvidence(exchange);
        signIn();
        WebElement summary = browser.findElement(By.cssSelector("#causes-list summary"));
        summary.sendKeys(Keys.ENTER);
        browser.findElement(By.cssSelector("#causes-list .examples button")).sendKeys(Keys.ENTER);
        await().atMost(PATIENCE).until(() -> text("divergence-body").contains("1 place differs"));
        List<String> marked = browser.findElements(By.cssSelector("#divergence mark")).stream()
                .map(WebElement::getText)
                .toList();
        assertEquals(List.of("green", "b" + DashboardFixture.SCRIPT), marked);
        photograph("side-by-side");
        browser.findElement(By.id("divergence")).sendKeys(Keys.ESCAPE);
        await().atMost(PATIENCE)
                .until(() -> !browser.findElement(By.id("divergence")).isDisplayed());
        assertNoComplaints();
    }

    private void keepEvidence(String exchange) throws IOException, InterruptedException {
        try (EvidenceStore store = EvidenceStore.open(stateDir, EvidenceSettings.defaults(), new Random(1))) {
            store.keep(new Evidence(
                    exchange,
                    Instant.now(),
                    "QueryTags",
                    "f1",
                    "0 /usr/bin/poller - -",
                    Outcome.DIVERGENT,
                    List.of("unexplained"),
                    Payload.of("{\"method\":\"QueryTags\",\"args\":[\"node\",\"node1\"]}"),
                    List.of(
                            new Look(
                                    100,
                                    Asked.PRIMARY,
                                    Payload.of("{\"success\":true,\"result\":\"owner:green\"}"),
                                    null),
                            new Look(
                                    200,
                                    Asked.SHADOW,
                                    Payload.of(
                                            "{\"success\":true,\"result\":\"owner:b" + DashboardFixture.SCRIPT + "\"}"),
                                    null))));
            assertTrue(store.flush(PATIENCE));
        }
    }

    @Test
    void aCodeOpensOneBrowserAndSigningOutEndsIt() {
        String url = dashboard.outlook.newUrl().orElseThrow();
        browser.get(url);
        await().atMost(PATIENCE)
                .until(() -> browser.findElement(By.id("dashboard")).isDisplayed());
        assertFalse(browser.getCurrentUrl().contains("code="), browser.getCurrentUrl());
        browser.findElement(By.id("sign-out")).click();
        await().atMost(PATIENCE)
                .until(() -> browser.findElement(By.id("sign-in")).isDisplayed());
        browser.get("about:blank");
        browser.get(url);
        await().atMost(PATIENCE)
                .until(() -> browser.findElement(By.id("sign-in")).isDisplayed());
        assertTrue(text("sign-in").contains("paralux dashboard"));
    }
}

package org.paralux.app;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.paralux.app.settings.Setting;
import org.paralux.app.settings.Settings;
import org.paralux.diff.Rules;
import org.paralux.luxi.LuxiJson;
import org.paralux.proxy.Proxy;
import org.paralux.proxy.Surroundings;
import tools.jackson.databind.node.ObjectNode;

/** A proxy that is put through everything, in this process or, where it takes the daemon's place, in one of its own. */
sealed interface ChaosProxy {
    Duration PATIENCE = Duration.ofSeconds(20);

    /** It is told to read its rules again. */
    void readRules(Random random) throws IOException, InterruptedException;

    /** For a moment it can hardly open a file. */
    void refuseFiles(Random random) throws IOException;

    /** Where its dashboard is; empty where it has none. */
    OptionalInt dashboardPort();

    /** Stops it in order. */
    void stop() throws InterruptedException;

    private static void pause(Random random) {
        LockSupport.parkNanos(Duration.ofMillis(random.nextInt(30)).toNanos());
    }

    /** In this process, serving. */
    static ChaosProxy within(Map<Setting, String> settings, InstantSource clock) throws Exception {
        Proxy proxy = new Proxy(
                ProxySettingsReader.read(Settings.of(Map.of(), settings), "test"), Surroundings.BARE.with(clock));
        proxy.start();
        await().atMost(PATIENCE).until(proxy::isServing);
        return new Within(proxy);
    }

    /** At the path of the daemon's own socket, serving. A daemon of its own process it would not stand before. */
    static ChaosProxy attached(Map<Setting, String> settings, Path socket, Path stateDir) throws IOException {
        ObjectNode tree = LuxiJson.MAPPER.createObjectNode();
        settings.forEach((setting, value) -> {
            String[] words = setting.key().split("\\.", 2);
            ObjectNode node = words.length == 1 ? tree : tree.withObjectProperty(words[0]);
            node.put(words[words.length - 1], value);
        });
        // JSON is YAML.
        Path file = Files.writeString(stateDir.resolveSibling("settings.yaml"), tree.toString());
        return new Attached(AttachedProcess.ready(socket, stateDir, "--config", file));
    }

    /** In this process. */
    record Within(Proxy proxy) implements ChaosProxy {
        private static final Duration DRAIN = Duration.ofSeconds(2);

        @Override
        public void readRules(Random random) {
            proxy.compareBy(random.nextBoolean() ? Rules.none() : Rules.shipped());
        }

        @Override
        public void refuseFiles(Random random) throws IOException {
            DescriptorLimit limit = DescriptorLimit.now();
            limit.refuse();
            try {
                pause(random);
            } finally {
                limit.restore();
            }
        }

        @Override
        public OptionalInt dashboardPort() {
            return proxy.dashboardUrl()
                    .map(url -> OptionalInt.of(URI.create(url).getPort()))
                    .orElseGet(OptionalInt::empty);
        }

        @Override
        public void stop() throws InterruptedException {
            proxy.stop("signal", DRAIN);
        }
    }

    /** {@code paralux attach}. */
    record Attached(AttachedProcess process) implements ChaosProxy {
        private static final Pattern DASHBOARD = Pattern.compile("http://127\\.0\\.0\\.1:(\\d+)/");

        @Override
        public void readRules(Random random) throws IOException, InterruptedException {
            new ProcessBuilder("kill", "-HUP", String.valueOf(process.pid()))
                    .start()
                    .waitFor();
        }

        @Override
        public void refuseFiles(Random random) {
            throw new UnsupportedOperationException("no schedule has both");
        }

        @Override
        public OptionalInt dashboardPort() {
            Matcher url = DASHBOARD.matcher(process.said());
            return url.find() ? OptionalInt.of(Integer.parseInt(url.group(1))) : OptionalInt.empty();
        }

        @Override
        public void stop() throws InterruptedException {
            try (process) {
                process.terminate();
                int exitCode = process.awaitEnd();
                assertTrue(exitCode == 0, () -> exitCode + ": " + process.said());
            }
        }
    }
}

package org.paralux.report.html;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Properties;
import org.paralux.luxi.base.Sha256;

/** What every page carries: the style, the script, and the chart library. */
final class Assets {
    static final String STYLE = text("/org/paralux/report/html/report.css");
    static final String SCRIPT = text("/org/paralux/report/html/report.js");
    static final String CHART_LIBRARY =
            withoutMap(text("/META-INF/resources/webjars/chart.js/" + chartVersion() + "/dist/chart.umd.min.js"));

    private Assets() {}

    private static String text(String resource) {
        try (InputStream in = Assets.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException(resource + ": not in the package");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String chartVersion() {
        Properties properties = new Properties();
        try {
            properties.load(new StringReader(text("/META-INF/maven/org.webjars.npm/chart.js/pom.properties")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties.getProperty("version");
    }

    /** The last line names a file for debuggers, which a browser would ask for. */
    private static String withoutMap(String script) {
        int map = script.lastIndexOf("//# sourceMappingURL=");
        return map < 0 ? script : script.substring(0, map);
    }

    /** How a policy names this text. */
    static String digest(String text) {
        return "'sha256-" + Base64.getEncoder().encodeToString(Sha256.of(text)) + "'";
    }
}

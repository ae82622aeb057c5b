package org.paralux.proxy.web;

import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/** The page's own files, read once. They hold nothing of the cluster, so anybody may have them. Immutable. */
final class StaticFiles {
    private static final String FOLDER = "/org/paralux/proxy/web/page/";
    private static final String CHARTS = "/META-INF/maven/org.webjars.npm/chart.js/pom.properties";

    private static final Map<String, String> TYPES = Map.of(
            "html", "text/html; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "js", "text/javascript; charset=utf-8",
            "svg", "image/svg+xml");

    private static final List<String> NAMES = List.of(
            "index.html",
            "dashboard.css",
            "dashboard.js",
            "session.js",
            "dom.js",
            "format.js",
            "charts.js",
            "briefing.js",
            "tables.js",
            "divergence.js",
            "icon.svg");

    private final Map<String, File> files = new HashMap<>();

    /** One file, which nobody changes. */
    static final class File {
        private final String contentType;
        private final byte[] body;

        private File(String contentType, byte[] body) {
            this.contentType = contentType;
            this.body = body;
        }

        FullHttpResponse response() {
            return Responses.of(HttpResponseStatus.OK, contentType, body);
        }
    }

    StaticFiles() {
        for (String name : NAMES) {
            files.put("/" + name, file(name, FOLDER + name));
        }
        files.put("/", file("index.html", FOLDER + "index.html"));
        files.put("/chart.js", file("chart.js", chartLibrary()));
    }

    /** The file at a path of a request. */
    Optional<File> at(String path) {
        return Optional.ofNullable(files.get(path));
    }

    private static File file(String name, String resource) {
        String type = TYPES.get(name.substring(name.lastIndexOf('.') + 1));
        if (type == null) {
            throw new AssertionError("no content type for " + name);
        }
        return new File(type, read(resource));
    }

    /** Its path has its version in it. */
    private static String chartLibrary() {
        Properties properties = new Properties();
        try (InputStream stream = stream(CHARTS)) {
            properties.load(stream);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return "/META-INF/resources/webjars/chart.js/" + properties.getProperty("version") + "/dist/chart.umd.js";
    }

    private static byte[] read(String resource) {
        try (InputStream stream = stream(resource)) {
            return stream.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static InputStream stream(String resource) {
        InputStream stream = StaticFiles.class.getResourceAsStream(resource);
        if (stream == null) {
            throw new IllegalStateException("no resource " + resource + " in the program");
        }
        return stream;
    }
}

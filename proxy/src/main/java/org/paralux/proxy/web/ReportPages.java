package org.paralux.proxy.web;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** The reports that the dashboard links to. */
public interface ReportPages {
    /** No reports. */
    ReportPages NONE = new ReportPages() {
        @Override
        public List<String> names() {
            return List.of();
        }

        @Override
        public Optional<Rendered> render(String name) {
            return Optional.empty();
        }
    };

    /**
     * A report, whole in itself.
     *
     * @param contentType with its character set, which is UTF-8
     */
    record Rendered(String contentType, String body) {}

    /** Those that can be had, each the end of a path. */
    List<String> names();

    /** The report as of now; empty where there is none of that name. May take long. */
    Optional<Rendered> render(String name) throws IOException;
}

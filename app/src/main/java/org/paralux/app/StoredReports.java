package org.paralux.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.paralux.proxy.web.ReportPages;
import org.paralux.report.clients.ClientsPage;
import org.paralux.report.consistency.ConsistencyPage;
import org.paralux.report.html.PageHtml;
import org.paralux.report.log.ClusterLog;
import org.paralux.report.log.Progress;
import org.paralux.report.log.Selection;
import org.paralux.report.page.Page;
import org.paralux.report.readiness.ReadinessPage;
import org.paralux.report.readiness.Standard;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The reports on what one state folder holds, as HTML pages of their own: for the dashboard, or to files. */
final class StoredReports implements ReportPages {
    private static final Logger LOGGER = LoggerFactory.getLogger(StoredReports.class);

    private final Path stateDir;

    /** By the names of the commands that print them. */
    private enum Report {
        clients {
            @Override
            Page page(ClusterLog log, ZoneId zone) throws IOException {
                return ClientsPage.of(
                        ReportClients.clients(log, new ObserverBudget(log.selection())), log.selection(), zone);
            }
        },
        consistency {
            @Override
            Page page(ClusterLog log, ZoneId zone) throws IOException {
                return ConsistencyPage.of(
                        ReportConsistency.consistency(
                                log, new ObserverBudget(log.selection()), LAG_LIMIT, null, StoredReports::warn),
                        zone);
            }
        },
        readiness {
            @Override
            Page page(ClusterLog log, ZoneId zone) throws IOException {
                return ReadinessPage.of(
                        ReportReadiness.readiness(log, new ObserverBudget(log.selection()), Standard.PLAIN), zone);
            }
        };

        private static final Duration LAG_LIMIT = Standard.PLAIN.lagLimit();

        abstract Page page(ClusterLog log, ZoneId zone) throws IOException;
    }

    StoredReports(Path stateDir) {
        this.stateDir = stateDir;
    }

    private static void warn(String text) {
        LOGGER.atWarn().addKeyValue("reason", text).log("the report lacks something");
    }

    @Override
    public List<String> names() {
        return Stream.of(Report.values()).map(Report::name).toList();
    }

    @Override
    public Optional<ReportPages.Rendered> render(String name) throws IOException {
        Optional<Report> report = Stream.of(Report.values())
                .filter(each -> each.name().equals(name))
                .findFirst();
        if (report.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new ReportPages.Rendered("text/html; charset=utf-8", html(report.get())));
    }

    /** Writes each to a file of its name in {@code folder}. */
    List<Path> write(Path folder) throws IOException {
        List<Path> files = new ArrayList<>();
        for (Report report : Report.values()) {
            files.add(Files.writeString(folder.resolve(report.name() + ".html"), html(report)));
        }
        return files;
    }

    private String html(Report report) throws IOException {
        ClusterLog log = new ClusterLog(List.of(stateDir), Selection.ALL, Instant.now(), Progress.NONE);
        return PageHtml.render(report.page(log, ZoneId.systemDefault()));
    }
}

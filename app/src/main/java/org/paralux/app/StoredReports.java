package org.paralux.app;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.paralux.proxy.web.ReportPages;
import org.paralux.report.TimeRange;
import org.paralux.report.clients.ClientsReport;
import org.paralux.report.clients.TextRenderer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The reports on what one state folder holds, for the dashboard. */
final class StoredReports implements ReportPages {
    private static final Logger LOGGER = LoggerFactory.getLogger(StoredReports.class);
    private static final String CLIENTS = "clients";

    private final Path stateDir;

    StoredReports(Path stateDir) {
        this.stateDir = stateDir;
    }

    @Override
    public List<String> names() {
        return List.of(CLIENTS);
    }

    @Override
    public Optional<Page> render(String name) throws IOException {
        if (!name.equals(CLIENTS)) {
            return Optional.empty();
        }
        ClientsReport report = ReportCommand.clients(
                List.of(stateDir),
                TimeRange.ALL,
                Instant.now(),
                damage -> LOGGER.atWarn().addKeyValue("damage", damage).log("the log is damaged"));
        return Optional.of(new Page(
                "text/plain; charset=utf-8",
                new TextRenderer(Terminal.WIDTH_WITHOUT_TERMINAL, false, ZoneId.systemDefault()).render(report)));
    }
}

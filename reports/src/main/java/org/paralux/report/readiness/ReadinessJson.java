package org.paralux.report.readiness;

import org.paralux.report.json.ReportJson;

/** Prints the readiness report as JSON, {@code "report":"readiness","version":1}. */
public final class ReadinessJson {
    private static final int VERSION = 1;

    private ReadinessJson() {}

    public static String render(ReadinessReport report) {
        return ReportJson.render("readiness", VERSION, report);
    }
}

package org.paralux.report.consistency;

import org.paralux.report.json.ReportJson;

/** Prints the consistency report as JSON, {@code "report":"consistency","version":1}. */
public final class ConsistencyJson {
    static final int VERSION = 1;

    private ConsistencyJson() {}

    public static String render(ConsistencyReport report) {
        return ReportJson.render("consistency", VERSION, report);
    }
}

package org.paralux.report.page;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.paralux.report.page.Block.Cell;
import org.paralux.report.page.Block.Column;
import org.paralux.report.page.Block.Row;

/**
 * Prints a page's table of findings as CSV. A cell that a spreadsheet could take for a formula begins with an apostrophe.
 */
public final class PageCsv {
    private static final String FORMULA_STARTS = "=+-@\t\r";

    private PageCsv() {}

    public static String render(Page page) {
        StringBuilder out = new StringBuilder();
        try (CSVPrinter csv = new CSVPrinter(out, CSVFormat.RFC4180)) {
            csv.printRecord(page.table().columns().stream().map(Column::title));
            for (Row row : page.table().rows()) {
                csv.printRecord(row.cells().stream().map(PageCsv::cell));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toString();
    }

    private static String cell(Cell cell) {
        String text = cell.text();
        boolean isNumber = cell.number() != null;
        return !isNumber && !text.isEmpty() && FORMULA_STARTS.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
    }
}

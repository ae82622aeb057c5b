package org.paralux.report.page;

import java.util.List;
import java.util.Locale;
import org.paralux.report.page.Block.Cell;
import org.paralux.report.page.Block.Grid;
import org.paralux.report.page.Block.MapField;
import org.paralux.report.page.Block.MapRow;
import org.paralux.report.page.Block.Row;
import org.paralux.report.page.Page.Answer;
import org.paralux.report.page.Page.Section;
import org.paralux.report.text.Table;
import org.paralux.report.text.TextPage;
import org.paralux.report.text.Tone;
import org.paralux.report.text.Words;

/**
 * Prints a page for a terminal. Where there is no room, columns go that are the least important. Charts are told by their
 * summary. Thread-safe.
 */
public final class PageText {
    private static final int INDENT = 3;

    private final int width;
    private final boolean colour;

    /** Lines are {@code width} columns wide, at least 20. */
    public PageText(int width, boolean colour) {
        this.width = width;
        this.colour = colour;
    }

    public String render(Page report) {
        TextPage page = new TextPage(width, colour);
        page.paragraph(Tone.STRONG, report.title());
        page.paragraph(Tone.FAINT, report.subtitle());
        page.blank();
        page.paragraph(
                report.status().tone(),
                report.status().word() + ". " + report.status().sentence());
        page.blank();
        int longest = report.answers().stream()
                .mapToInt(answer -> answer.question().length())
                .max()
                .orElse(0);
        for (Answer answer : report.answers()) {
            page.labelled(answer.tone(), padded(answer.question(), longest + 2), answer.answer());
        }
        report.warnings().forEach(warning -> page.labelled(Tone.CAUTION, "Mind: ", warning));
        report.sections().forEach(section -> section(page, section));
        page.blank();
        page.paragraph(Tone.FAINT, "Made " + Words.time(report.generated(), report.zone()) + ".");
        return page.toString();
    }

    private static void section(TextPage page, Section section) {
        page.blank();
        page.paragraph(Tone.STRONG, section.title().toUpperCase(Locale.ROOT));
        if (!section.lead().isEmpty()) {
            page.paragraph(Tone.PLAIN, section.lead());
        }
        section.blocks().forEach(block -> block(page, block, ""));
    }

    private static void block(TextPage page, Block block, String indent) {
        switch (block) {
            case Block.Text(Tone tone, String text) -> page.labelled(tone, indent, text);
            case Block.Bullets(List<String> items) ->
                items.forEach(item -> page.labelled(Tone.PLAIN, indent + "- ", item));
            case Block.Facts(List<Block.Fact> facts) -> facts(page, facts, indent);
            case Block.Code(String label, String text) -> code(page, label, text, indent);
            case Block.Card card -> card(page, card, indent);
            case Grid grid -> grid(page, grid);
            case Block.Chart chart -> page.labelled(Tone.PLAIN, indent, chart.title() + ": " + chart.summary());
            case Block.CoverageMap map -> coverage(page, map, indent);
        }
    }

    private static void facts(TextPage page, List<Block.Fact> facts, String indent) {
        int longest =
                facts.stream().mapToInt(fact -> fact.name().length()).max().orElse(0);
        facts.forEach(fact -> page.labelled(Tone.PLAIN, indent + padded(fact.name(), longest + 2), fact.value()));
    }

    private static void code(TextPage page, String label, String text, String indent) {
        if (text.contains("\n")) {
            page.labelled(Tone.PLAIN, indent, label);
            text.lines().forEach(line -> page.labelled(Tone.FAINT, indent + "  ", line));
        } else {
            page.labelled(Tone.PLAIN, indent + label + "  ", text);
        }
    }

    private static void card(TextPage page, Block.Card card, String indent) {
        page.labelled(card.tone(), indent, card.title() + (card.summary().isEmpty() ? "" : ": " + card.summary()));
        String inner = indent + " ".repeat(INDENT);
        card.blocks().forEach(block -> block(page, block, inner));
    }

    private static void grid(TextPage page, Grid grid) {
        if (grid.rows().isEmpty()) {
            return;
        }
        Table table = new Table(grid.columns().stream()
                .map(column -> new Table.Column(column.title(), column.numeric(), column.importance()))
                .toArray(Table.Column[]::new));
        for (Row row : grid.rows()) {
            table.row(row.cells().stream().map(Cell::text).toArray(String[]::new));
        }
        page.table(table, 0, grid.rows().size(), Tone.PLAIN, row -> {});
    }

    private static void coverage(TextPage page, Block.CoverageMap map, String indent) {
        for (MapRow row : map.rows()) {
            page.labelled(
                    Tone.PLAIN,
                    indent + row.label() + "  ",
                    String.join(" ", row.fields().stream().map(PageText::field).toList()));
        }
    }

    private static String field(MapField field) {
        return field.state().mark() + field.label();
    }

    private static String padded(String word, int length) {
        return word + " ".repeat(Math.max(0, length - word.length()));
    }
}

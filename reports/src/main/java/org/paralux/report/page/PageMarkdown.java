package org.paralux.report.page;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.paralux.luxi.Printable;
import org.paralux.report.page.Block.Cell;
import org.paralux.report.page.Block.Column;
import org.paralux.report.page.Block.Grid;
import org.paralux.report.page.Block.MapField;
import org.paralux.report.page.Page.Section;
import org.paralux.report.text.Words;

/**
 * Prints a page as Markdown, with the tables of GitHub. Whatever a client called itself is shown and is no markup: what
 * means something in Markdown or HTML is escaped. Thread-safe.
 */
public final class PageMarkdown {
    private static final Pattern MARKUP = Pattern.compile("[\\\\`*_{}\\[\\]<>()#+!|~&]");
    private static final Pattern LINE_BREAK = Pattern.compile("\\R");
    private static final Pattern FENCE = Pattern.compile("`{3,}");

    private final StringBuilder out = new StringBuilder();

    private PageMarkdown() {}

    public static String render(Page page) {
        PageMarkdown markdown = new PageMarkdown();
        markdown.page(page);
        return markdown.out.toString();
    }

    private void page(Page page) {
        line("# " + escaped(page.title()));
        line("");
        line(escaped(page.subtitle()));
        line("");
        line("**" + escaped(page.status().word()) + "** "
                + escaped(page.status().sentence()));
        line("");
        page.answers().forEach(answer -> line("- **" + escaped(answer.question()) + "** " + escaped(answer.answer())));
        line("");
        page.warnings().forEach(warning -> line("> Mind: " + escaped(warning) + "\n>"));
        page.sections().forEach(this::section);
        line("");
        line("Made " + Words.time(page.generated(), page.zone()) + ".");
    }

    private void section(Section section) {
        line("");
        line("## " + escaped(section.title()));
        line("");
        if (!section.lead().isEmpty()) {
            line(escaped(section.lead()));
            line("");
        }
        section.blocks().forEach(block -> block(block, 3));
    }

    private void block(Block block, int level) {
        switch (block) {
            case Block.Text text -> line(escaped(text.text()));
            case Block.Bullets bullets -> bullets.items().forEach(item -> line("- " + escaped(item)));
            case Block.Facts facts ->
                facts.facts().forEach(fact -> line("- **" + escaped(fact.name()) + "** " + escaped(fact.value())));
            case Block.Code code -> code(code);
            case Block.Card card -> {
                line("#".repeat(Math.min(6, level)) + " " + escaped(card.title()));
                line("");
                line(escaped(card.summary()));
                line("");
                card.blocks().forEach(each -> block(each, level + 1));
            }
            case Grid grid -> grid(grid);
            case Block.Chart chart -> line("*" + escaped(chart.title()) + "*: " + escaped(chart.summary()));
            case Block.CoverageMap map -> coverage(map);
        }
        line("");
    }

    /** The fence is longer than any in the text, so the text cannot end it. */
    private void code(Block.Code code) {
        int longest = FENCE.matcher(code.text())
                .results()
                .mapToInt(found -> found.group().length())
                .max()
                .orElse(2);
        String fence = "`".repeat(longest + 1);
        line(escaped(code.label()));
        line("");
        line(fence);
        line(code.text().lines().map(Printable::of).collect(Collectors.joining("\n")));
        line(fence);
    }

    private void grid(Grid grid) {
        if (grid.rows().isEmpty()) {
            return;
        }
        row(grid.columns().stream().map(Column::title).toList());
        line(grid.columns().stream()
                .map(column -> column.numeric() ? "---:" : "---")
                .collect(Collectors.joining(" | ", "| ", " |")));
        grid.rows().forEach(row -> row(row.cells().stream().map(Cell::text).toList()));
    }

    private void row(List<String> cells) {
        line(cells.stream().map(PageMarkdown::escaped).collect(Collectors.joining(" | ", "| ", " |")));
    }

    private void coverage(Block.CoverageMap map) {
        line("| | compared | asked, never compared | never asked |");
        line("| --- | --- | --- | --- |");
        map.rows().forEach(row -> {
            StringBuilder cells = new StringBuilder("| " + escaped(row.label()) + " |");
            for (MapField.State state : MapField.State.values()) {
                cells.append(' ')
                        .append(row.fields().stream()
                                .filter(field -> field.state() == state)
                                .map(field -> escaped(field.label()))
                                .collect(Collectors.joining(", ")))
                        .append(" |");
            }
            line(cells.toString());
        });
    }

    private void line(String text) {
        out.append(text).append('\n');
    }

    static String escaped(String text) {
        String oneLine = LINE_BREAK.matcher(text).replaceAll(" ");
        String printable = Printable.of(oneLine).replace("\\\\", "\\");
        return MARKUP.matcher(printable).replaceAll("\\\\$0");
    }
}

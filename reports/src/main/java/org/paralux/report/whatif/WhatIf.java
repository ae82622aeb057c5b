package org.paralux.report.whatif;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.paralux.luxi.LuxiJson;
import org.paralux.luxi.Printable;
import org.paralux.report.text.Words;

/**
 * What would have been, had every class been answered by the shadow.
 *
 * @param classes those with the most changed answers first
 */
public record WhatIf(int version, List<ClassRow> classes) {
    public static final int VERSION = 1;

    public WhatIf {
        classes = List.copyOf(classes);
    }

    /**
     * One class.
     *
     * @param asked queries that clients sent
     * @param compared those of them that were put to both daemons
     * @param different compared ones whose answers differ for certain
     * @param stale those in which the shadow had not caught up with a write when it was first asked
     * @param refused those that the shadow does not serve
     * @param unanswered those that it did not answer; with the two before, these fall back where the settings say so
     * @param unclear those that never became certain
     * @param estimate how many of all that were asked would have got another answer, as far as the compared ones tell; null
     *     where none was compared
     * @param clients for whom, the most first
     */
    public record ClassRow(
            String name,
            long asked,
            long compared,
            long different,
            long stale,
            long refused,
            long unanswered,
            long unclear,
            @Nullable Long estimate,
            List<ClientRow> clients) {
        public ClassRow {
            clients = List.copyOf(clients);
        }

        long changed() {
            return different + stale + refused + unanswered;
        }
    }

    /**
     * One client.
     *
     * @param changed compared queries of it whose answer would have been another
     * @param example id of the last of them
     * @param evidence whether both replies of the example were kept
     */
    public record ClientRow(String key, long compared, long changed, String example, boolean evidence) {}

    /** Whether any answer would have changed for certain. */
    public boolean changesAny() {
        return classes.stream().anyMatch(row -> row.changed() > 0);
    }

    /** Whether nothing was compared at all. */
    public boolean isEmpty() {
        return classes.stream().allMatch(row -> row.compared() == 0);
    }

    public String toJson() {
        return LuxiJson.MAPPER.writeValueAsString(this);
    }

    /** As people read it. */
    public String text() {
        StringBuilder text = new StringBuilder();
        if (classes.isEmpty()) {
            return "No query was asked in that time.\n";
        }
        for (ClassRow row : classes) {
            text.append(sentence(row)).append('\n');
            for (ClientRow client : row.clients()) {
                text.append("  ")
                        .append(client.changed())
                        .append(" of ")
                        .append(client.compared())
                        .append(" for ")
                        .append(Printable.of(client.key()))
                        .append(", the last 'paralux explain ")
                        .append(client.example())
                        .append(client.evidence() ? "'" : "' (its replies were not kept)")
                        .append('\n');
            }
        }
        return text.toString();
    }

    private static String sentence(ClassRow row) {
        String asked = row.name() + ": " + Words.count(row.asked(), "query", "queries") + " asked, " + row.compared()
                + " compared; ";
        if (row.compared() == 0) {
            return asked + "nothing is known of what would have been";
        }
        if (row.changed() == 0) {
            return asked + "no answer would have changed" + unclear(row);
        }
        return asked + row.changed() + " would have changed (" + parts(row) + "), about " + row.estimate() + " of all"
                + unclear(row);
    }

    private static String parts(ClassRow row) {
        StringBuilder parts = new StringBuilder();
        part(parts, row.different(), "different");
        part(parts, row.stale(), "stale");
        part(parts, row.refused(), "refused");
        part(parts, row.unanswered(), "without an answer");
        return parts.toString();
    }

    private static void part(StringBuilder parts, long count, String what) {
        if (count > 0) {
            parts.append(parts.isEmpty() ? "" : ", ").append(count).append(' ').append(what);
        }
    }

    private static String unclear(ClassRow row) {
        return row.unclear() == 0 ? "" : "; " + row.unclear() + " never became clear";
    }
}

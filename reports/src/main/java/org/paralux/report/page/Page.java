package org.paralux.report.page;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.paralux.report.text.Tone;

/**
 * A report laid out for reading.
 *
 * @param name of the report, one word
 * @param title what it is about
 * @param subtitle of which cluster and time
 * @param status what it comes to
 * @param answers to what every reader asks first
 * @param warnings what must be known before trusting the rest
 * @param sections in the order of reading
 * @param table all of its findings, one a row, for machines that read tables
 * @param zone of the times in it
 */
public record Page(
        String name,
        String title,
        String subtitle,
        Status status,
        List<Answer> answers,
        List<String> warnings,
        List<Section> sections,
        Block.Grid table,
        Instant generated,
        ZoneId zone) {
    public Page {
        answers = List.copyOf(answers);
        warnings = List.copyOf(warnings);
        sections = List.copyOf(sections);
    }

    /** What a report comes to: a word or two, and a sentence. */
    public record Status(Tone tone, String word, String sentence) {}

    /** The answer to a question, short enough for the first screen. */
    public record Answer(String question, Tone tone, String answer) {}

    /**
     * A part of the page.
     *
     * @param id for links to it
     * @param lead one sentence; empty for none
     */
    public record Section(String id, String title, String lead, List<Block> blocks) {
        public Section {
            blocks = List.copyOf(blocks);
        }
    }
}

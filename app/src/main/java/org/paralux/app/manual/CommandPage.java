package org.paralux.app.manual;

import static org.paralux.app.manual.Roff.bold;
import static org.paralux.app.manual.Roff.italic;
import static org.paralux.app.manual.Roff.plain;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** The manual page of one command. */
final class CommandPage {
    static final int SECTION = 1;

    private static final String EXIT_CODES = "Exit codes: ";

    private final CommandSpec command;

    CommandPage(CommandSpec command) {
        this.command = command;
    }

    /** What a page of the command is called: its words with dashes between them. */
    static String nameOf(CommandSpec command) {
        return command.qualifiedName("-");
    }

    /** The page, without its last sections. */
    Roff write(String date, String source) {
        Roff page = new Roff(nameOf(command), SECTION, date, source);
        page.section("NAME").line(nameOf(command) + " - " + summary());
        synopsis(page.section("SYNOPSIS"));
        page.section("DESCRIPTION");
        page.paragraph(description());
        options(page);
        subcommands(page);
        exitCodes(page);
        return page;
    }

    /** The first sentence, as a list of pages has it. */
    String summary() {
        String text = description();
        int end = text.indexOf(". ");
        String sentence = (end < 0 ? text : text.substring(0, end)).replaceFirst("\\.$", "");
        boolean isName = sentence.length() > 1 && Character.isUpperCase(sentence.charAt(1));
        return isName ? sentence : sentence.substring(0, 1).toLowerCase(Locale.ROOT) + sentence.substring(1);
    }

    private String description() {
        return joined(command.usageMessage().description());
    }

    private static String joined(String[] lines) {
        return Arrays.stream(lines)
                .map(line -> String.format(Locale.ROOT, line))
                .collect(Collectors.joining(" "))
                .strip();
    }

    private void synopsis(Roff page) {
        List<String> words = new ArrayList<>();
        for (OptionSpec option : shownOptions()) {
            String word = term(option, option.longestName());
            words.add(option.required() ? word : "[" + word + "]" + (option.isMultiValue() ? "..." : ""));
        }
        for (PositionalParamSpec parameter : command.positionalParameters()) {
            if (!parameter.hidden()) {
                String word = italic(parameter.paramLabel());
                words.add((parameter.required() ? word : "[" + word + "]") + (parameter.isMultiValue() ? "..." : ""));
            }
        }
        if (!command.subcommands().isEmpty()) {
            words.add(italic("COMMAND"));
        }
        page.synopsis(command.qualifiedName(), words);
    }

    private List<OptionSpec> shownOptions() {
        return command.options().stream()
                .filter(option -> !option.hidden())
                .sorted((one, other) -> one.longestName().compareTo(other.longestName()))
                .toList();
    }

    private static String term(OptionSpec option, String name) {
        return option.arity().max() == 0 ? bold(name) : bold(name) + plain("=") + italic(option.paramLabel());
    }

    private void options(Roff page) {
        List<OptionSpec> options = shownOptions();
        List<PositionalParamSpec> parameters = command.positionalParameters().stream()
                .filter(parameter -> !parameter.hidden())
                .toList();
        if (options.isEmpty() && parameters.isEmpty()) {
            return;
        }
        page.section("OPTIONS");
        for (PositionalParamSpec parameter : parameters) {
            page.item(italic(parameter.paramLabel()), said(parameter));
        }
        for (OptionSpec option : options) {
            String names = Arrays.stream(option.names())
                    .map(name -> term(option, name))
                    .collect(Collectors.joining(", "));
            page.item(names, said(option));
        }
    }

    private static String said(ArgSpec argument) {
        @Nullable String usual = argument.defaultValue();
        return joined(Arrays.stream(argument.description())
                .map(line ->
                        line.replace("${DEFAULT-VALUE}", String.valueOf(usual).replace("%", "%%")))
                .toArray(String[]::new));
    }

    private void subcommands(Roff page) {
        List<CommandSpec> shown = shownSubcommands(command);
        if (shown.isEmpty()) {
            return;
        }
        page.section("COMMANDS");
        for (CommandSpec each : shown) {
            page.item(bold(nameOf(each)) + plain("(" + SECTION + ")"), new CommandPage(each).description());
        }
    }

    /** Those that people use. */
    static List<CommandSpec> shownSubcommands(CommandSpec command) {
        return command.subcommands().values().stream()
                .map(CommandLine::getCommandSpec)
                .filter(each -> !each.usageMessage().hidden())
                .distinct()
                .toList();
    }

    private void exitCodes(Roff page) {
        String footer = joined(command.usageMessage().footer());
        if (footer.startsWith(EXIT_CODES)) {
            page.section("EXIT STATUS").paragraph(footer.substring(EXIT_CODES.length()));
        } else if (!footer.isEmpty()) {
            page.section("NOTES").paragraph(footer);
        }
    }
}

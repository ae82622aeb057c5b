package org.paralux.app.manual;

import static org.paralux.app.manual.Roff.bold;
import static org.paralux.app.manual.Roff.plain;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.paralux.app.settings.Setting;
import picocli.CommandLine.Model.CommandSpec;

/** All manual pages: one for each command, and one for the settings file. */
public final class Manual {
    /** The page of the settings file. */
    public static final String SETTINGS_PAGE = "paralux.yaml.5";

    private static final List<String[]> EXIT_CODES = List.of(
            new String[] {"0", "done"},
            new String[] {"1", "the operation failed; a socket or folder is in use"},
            new String[] {"2", "wrong usage or settings; no such folder"},
            new String[] {"3", "damage was found, by audit verify or doctor"},
            new String[] {"4", "findings, of the command that looked for them"},
            new String[] {"8", "not enough evidence"},
            new String[] {"16", "the lag is over its limit"},
            new String[] {"32", "the proxy left something out for a bound of its own"},
            new String[] {"64", "a rule is expired, not yet approved, or matches too much"});

    private final CommandSpec program;
    private final String date;
    private final String source;

    /**
     * The manual of a program.
     *
     * @param program with all its commands
     * @param date of the pages, as they show it
     * @param version the program's
     */
    public Manual(CommandSpec program, String date, String version) {
        this.program = program;
        this.date = date;
        this.source = "Paralux " + version;
    }

    /** The pages by the names of their files. */
    public Map<String, String> pages() {
        Map<String, String> pages = new LinkedHashMap<>();
        add(program, pages);
        pages.put(SETTINGS_PAGE, settings());
        return pages;
    }

    /** Writes them into a folder as {@code man} has it: below one for each section. */
    public void write(Path folder) throws IOException {
        for (Map.Entry<String, String> page : pages().entrySet()) {
            String file = page.getKey();
            Path section = folder.resolve("man" + file.substring(file.lastIndexOf('.') + 1));
            Files.createDirectories(section);
            Files.writeString(section.resolve(file), page.getValue());
        }
    }

    private void add(CommandSpec command, Map<String, String> pages) {
        Roff page = new CommandPage(command).write(date, source);
        boolean isProgram = command.parent() == null;
        if (isProgram) {
            exitCodes(page);
            surroundings(page);
        }
        page.section("SEE ALSO")
                .line(isProgram ? "paralux.yaml(5)" : CommandPage.nameOf(command.parent()) + "(1), paralux.yaml(5)");
        pages.put(CommandPage.nameOf(command) + "." + CommandPage.SECTION, page.text());
        CommandPage.shownSubcommands(command).forEach(each -> add(each, pages));
    }

    private static void exitCodes(Roff page) {
        page.section("EXIT STATUS");
        EXIT_CODES.forEach(code -> page.item(bold(code[0]), code[1]));
        page.paragraph("From 4 on they are bits, which may come together.");
    }

    private static void surroundings(Roff page) {
        page.section("ENVIRONMENT")
                .item(bold("PARALUX_CONFIG"), "The settings file where --config names none.")
                .item(bold("PARALUX_JAVA_OPTIONS"), "More options for Java, behind the launcher's own.")
                .item(bold("NO_COLOR"), "Reports without colour, if it is not empty.");
        page.section("FILES")
                .item(plain("/etc/paralux/paralux.yaml"), "The settings of an installed proxy.")
                .item(plain("/var/lib/paralux"), "Its log, evidence and admin socket.");
    }

    private String settings() {
        Roff page = new Roff("paralux.yaml", 5, date, source);
        page.section("NAME").line("paralux.yaml - settings of the proxy");
        page.section("DESCRIPTION")
                .paragraph("A YAML file. Flags go before it, and it before defaults. A dot in a key is a section:"
                        + " trial.rate is the key rate in the section trial. An unknown key is a mistake.")
                .paragraph("Durations have a unit: ms, s, m, h, d. Sizes too: B, KiB, MiB, GiB. Both are whole numbers."
                        + " 'paralux config check FILE' tells every mistake with its line.");
        page.section("SETTINGS");
        for (Setting setting : Setting.values()) {
            String usual = setting.defaultText();
            page.item(
                    bold(setting.key()) + (usual == null ? "" : plain(" (" + usual + ")")),
                    sentence(setting.description()));
        }
        page.section("SEE ALSO").line("paralux(1), paralux-config-check(1), paralux-init(1)");
        return page.text();
    }

    private static String sentence(String text) {
        return Character.toUpperCase(text.charAt(0)) + text.substring(1) + ".";
    }
}

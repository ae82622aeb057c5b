package org.paralux.app;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import org.paralux.app.manual.Manual;

/** Writes the manual pages into a folder, at packaging; not to be started by people. */
final class ManualMain {
    private ManualMain() {}

    /**
     * Writes them.
     *
     * @param args the folder, and the time of the build as ISO 8601 has it
     */
    public static void main(String[] args) throws IOException {
        LocalDate date = OffsetDateTime.parse(args[1]).toLocalDate();
        new Manual(Main.wholeProgram().getCommandSpec(), date.toString(), Main.Version.number())
                .write(Path.of(args[0]));
    }
}

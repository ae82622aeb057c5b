package org.paralux.proxy.identity;

import java.util.List;
import java.util.stream.Stream;

/** How much of a command line is kept. */
public enum CommandLinePolicy {
    /** Programs, scripts, sub-commands and the names of options; no value that could be a secret. The default. */
    REDUCED,
    /** All of it, as far as it is read. */
    FULL;

    /** What is kept of {@code argv}; a mark at the end stands for what was not read. */
    List<String> kept(Argv argv) {
        List<String> words = switch (this) {
            case REDUCED -> CommandLine.reduce(argv).words();
            case FULL -> argv.words();
        };
        return argv.cut()
                ? Stream.concat(words.stream(), Stream.of(CommandLine.MARK)).toList()
                : words;
    }
}

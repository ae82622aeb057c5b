package org.paralux.proxy.identity;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A command line without its secrets, and what names the program in it. Passwords are given on command lines in so many
 * ways that none can be recognised with certainty; so the question asked of each word is not whether it is a secret but
 * whether it is known to be none. What is not reads {@value #MARK}.
 *
 * <p>Known to be none are: the program, the script that an interpreter was given, Python's module, the sub-command and
 * the output options of Ganeti's own tools, the names of options, and the programs inside {@code sh -c}.
 *
 * @param words what is kept, one word for each argument
 * @param program as it was called; null where that is no plausible name
 * @param script the script or module that an interpreter runs; null without one
 * @param subCommand null for all but Ganeti's tools
 */
record CommandLine(
        List<String> words,
        @Nullable String program,
        @Nullable String script,
        @Nullable String subCommand) {
    /** Stands for a word, or the part of one, that is not kept. */
    static final String MARK = "...";

    /** Paths, and names such as {@code sshd:} by which a process retitles itself; no URL, no assignment. */
    private static final Pattern PROGRAM = Pattern.compile("-?[\\p{L}\\p{N}_./+@~-]{1,256}:?");

    private static final Pattern SCRIPT = Pattern.compile("[\\p{L}\\p{N}_./~][\\p{L}\\p{N}_./+~,-]{0,1023}");

    CommandLine {
        words = List.copyOf(words);
    }

    /** The last component of a path. */
    static String baseName(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    static CommandLine reduce(Argv argv) {
        if (argv.isEmpty()) {
            return new CommandLine(List.of(), null, null, null);
        }
        return reduce(argv.words());
    }

    private static CommandLine reduce(List<String> argv) {
        String title = argv.getFirst();
        int blank = title.indexOf(' ');
        String name = blank < 0 ? title : title.substring(0, blank);
        String program = PROGRAM.matcher(name).matches() ? name : null;
        List<String> words = new ArrayList<>();
        words.add(program == null ? MARK : program);
        if (blank >= 0) {
            argv.forEach(argument -> words.add(MARK));
            return new CommandLine(words, program, null, null);
        }
        Interpreter interpreter = program == null ? null : Interpreter.named(baseName(program));
        int next = 1;
        String script = null;
        if (interpreter != null) {
            Interpreter.Start start = interpreter.read(argv, words);
            next = start.next();
            String given = start.program();
            if (given != null) {
                script = SCRIPT.matcher(given).matches() ? given : null;
                words.add(script == null ? MARK : script);
            }
        }
        String tool = baseName(script != null ? script : program == null ? "" : program);
        String subCommand = GanetiTool.subCommand(tool, argv, next);
        if (subCommand != null) {
            words.add(subCommand);
            next++;
        }
        OptionNames options = new OptionNames(GanetiTool.keptOptions(tool, subCommand));
        for (String argument : argv.subList(next, argv.size())) {
            words.add(options.reduce(argument));
        }
        return new CommandLine(words, program, script, subCommand);
    }
}

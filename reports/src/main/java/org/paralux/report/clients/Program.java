package org.paralux.report.clients;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.paralux.audit.ClientFacts;

/**
 * What a client runs, told from its executable and what is kept of its command line.
 *
 * @param name base name of the script or executable; null where nothing says it
 * @param script path of the script an interpreter runs; null for other programs
 * @param subCommand of a {@code gnt-*} command; null for other programs, or where it is not known
 * @param python whether the Python interpreter runs it
 */
record Program(
        @Nullable String name,
        @Nullable String script,
        @Nullable String subCommand,
        boolean python) {
    private static final Pattern INTERPRETER =
            Pattern.compile("(python|pypy|perl|ruby|node|php|lua|tclsh)[0-9.]*|sh|bash|dash|ksh|zsh|busybox");
    private static final Pattern PYTHON = Pattern.compile("(python|pypy)[0-9.]*");

    /** Executables that do, or say, something else under another name. */
    private static final Set<String> MANY_NAMED = Set.of("htools", "busybox", "java");

    /** Options of Python that take the next word. */
    private static final Set<String> OPTIONS_WITH_VALUE = Set.of("-W", "-X", "-Q");

    /** Options whose value is the program itself, so that no script follows. */
    private static final Set<String> OPTIONS_OF_A_PROGRAM = Set.of("-c", "-m", "-e", "-r");

    /** Where anybody can put a program under any name. */
    private static final List<String> PRIVATE_FOLDERS = List.of("/home/", "/root/", "/tmp/", "/var/tmp/", "/dev/shm/");

    static final Program NOT_KNOWN = new Program(null, null, null, false);

    static Program of(ClientFacts facts) {
        List<String> words = facts.cmdline() == null ? List.of() : facts.cmdline();
        String exe = facts.exe() == null ? null : baseName(facts.exe());
        String first = words.isEmpty() ? null : baseName(words.getFirst());
        String runs = exe == null || isMultiCall(exe, first) ? first : exe;
        if (runs == null) {
            return new Program(facts.comm(), null, null, false);
        }
        if (!INTERPRETER.matcher(runs).matches()) {
            return new Program(runs, null, subCommand(runs, words, 1), false);
        }
        boolean python = PYTHON.matcher(runs).matches();
        if (first == null) {
            return new Program(facts.comm() == null ? runs : facts.comm(), null, null, python);
        }
        if (!INTERPRETER.matcher(first).matches()) {
            // The process gave itself a title.
            return new Program(first, null, subCommand(first, words, 1), python);
        }
        return interpreted(runs, words, python);
    }

    private static Program interpreted(String interpreter, List<String> words, boolean python) {
        for (int i = 1; i < words.size(); i++) {
            String word = words.get(i);
            if (OPTIONS_OF_A_PROGRAM.contains(word)) {
                String inline = i + 1 < words.size() && word.equals("-m") ? word + " " + words.get(i + 1) : word;
                return new Program(interpreter + " " + inline, null, null, python);
            }
            if (python && OPTIONS_WITH_VALUE.contains(word)) {
                i++;
            } else if (!word.startsWith("-")) {
                String name = baseName(word);
                return new Program(name, word, subCommand(name, words, i + 1), python);
            }
        }
        return new Program(interpreter, null, null, python);
    }

    /** One executable under several names: the name it was called by says which. */
    private static boolean isMultiCall(String exe, @Nullable String first) {
        return first != null && MANY_NAMED.contains(exe);
    }

    private static @Nullable String subCommand(String name, List<String> words, int after) {
        if (!name.startsWith("gnt-") || after >= words.size()) {
            return null;
        }
        String word = words.get(after);
        return word.startsWith("-") ? null : word;
    }

    private static String baseName(String path) {
        String plain = path.endsWith(" (deleted)") ? path.substring(0, path.length() - " (deleted)".length()) : path;
        String name = plain.substring(plain.lastIndexOf('/') + 1);
        return name.startsWith("-") ? name.substring(1) : name;
    }

    /** The shortest name a person would use; null where there is none. */
    @Nullable String label() {
        return subCommand == null ? name : name + " " + subCommand;
    }

    /** Whether {@code path}, where it is known, is one that packages install to. */
    static boolean isInstalled(@Nullable String path) {
        return path == null || PRIVATE_FOLDERS.stream().noneMatch(path::startsWith);
    }
}

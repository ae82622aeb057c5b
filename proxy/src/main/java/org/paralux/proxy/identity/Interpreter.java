package org.paralux.proxy.identity;

import static org.paralux.proxy.identity.CommandLine.MARK;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A program that runs a script, and how it finds the script among its arguments. */
sealed interface Interpreter {
    /**
     * Where an interpreter's own arguments end.
     *
     * @param program the script or module; null where it is given code, or reads it from elsewhere
     * @param next the argument behind it
     */
    record Start(@Nullable String program, int next) {}

    Pattern name();

    /** Reads the interpreter's own arguments of {@code argv}, and adds to {@code words} what is kept of the options. */
    Start read(List<String> argv, List<String> words);

    List<Interpreter> ALL = List.of(
            new Scripting(
                    Pattern.compile("(python|pypy)[0-9.]*"),
                    Map.of(
                            "bBdEhiIOPqRsStuvVx?", Meaning.PLAIN,
                            "QWX", Meaning.VALUE,
                            "m", Meaning.MODULE,
                            "c", Meaning.LAST_CODE)),
            new Scripting(
                    Pattern.compile("perl[0-9.]*"),
                    Map.of(
                            "acfhlnpsStTuUvwWX01234567", Meaning.PLAIN,
                            "iMm", Meaning.ATTACHED_VALUE,
                            "I", Meaning.VALUE,
                            "eE", Meaning.CODE)),
            new Shell(Pattern.compile("-?(r?bash|sh|dash|ash|m?ksh|zsh)")));

    /** The interpreter that is called so; null for none. */
    static @Nullable Interpreter named(String baseName) {
        return ALL.stream()
                .filter(interpreter -> interpreter.name().matcher(baseName).matches())
                .findFirst()
                .orElse(null);
    }

    /** Whether {@code argument} is one or more options; a lone dash is a file, standard input. */
    private static boolean isOption(String argument) {
        return argument.length() > 1 && argument.startsWith("-");
    }

    /** What a letter behind a dash does. */
    enum Meaning {
        PLAIN,
        /** Its value, if any, is the rest of the word. */
        ATTACHED_VALUE,
        /** Its value is the rest of the word, or else the next. */
        VALUE,
        /** As a value, which is a module to run; no option follows. */
        MODULE,
        /** As a value, which is code; there is no script. */
        CODE,
        /** As code; no option follows. */
        LAST_CODE,
        /** Nobody knows whether a value follows, so all that does is reduced as of any other program. */
        UNKNOWN
    }

    /**
     * Python and Perl: letters behind one dash, several in a word.
     *
     * @param letters what they do, by all the letters that do it
     */
    record Scripting(Pattern name, Map<String, Meaning> letters) implements Interpreter {
        @Override
        public Start read(List<String> argv, List<String> words) {
            boolean hasCode = false;
            int next = 1;
            while (next < argv.size() && isOption(argv.get(next))) {
                String option = argv.get(next++);
                if (option.equals("--")) {
                    words.add(option);
                    break;
                }
                int at = 1;
                while (at < option.length() - 1 && meaning(option.charAt(at)) == Meaning.PLAIN) {
                    at++;
                }
                Meaning meaning = meaning(option.charAt(at));
                String flags = option.substring(0, at + 1);
                String value = option.substring(at + 1);
                switch (meaning) {
                    case PLAIN -> words.add(flags);
                    case ATTACHED_VALUE -> words.add(flags + marked(value));
                    case VALUE, CODE, LAST_CODE -> {
                        words.add(flags + marked(value));
                        if (value.isEmpty() && next < argv.size()) {
                            words.add(MARK);
                            next++;
                        }
                    }
                    case MODULE -> {
                        words.add(flags);
                        return value.isEmpty() ? operand(argv, next) : new Start(value, next);
                    }
                    case UNKNOWN -> {
                        words.add(option.substring(0, at) + MARK);
                        return new Start(null, next);
                    }
                }
                hasCode |= meaning == Meaning.CODE || meaning == Meaning.LAST_CODE;
                if (meaning == Meaning.LAST_CODE) {
                    break;
                }
            }
            return hasCode ? new Start(null, next) : operand(argv, next);
        }

        private Meaning meaning(char letter) {
            return letters.entrySet().stream()
                    .filter(entry -> entry.getKey().indexOf(letter) >= 0)
                    .map(Map.Entry::getValue)
                    .findFirst()
                    .orElse(Meaning.UNKNOWN);
        }

        private static String marked(String value) {
            return value.isEmpty() ? "" : MARK;
        }

        private static Start operand(List<String> argv, int next) {
            return next < argv.size() && !argv.get(next).equals("-")
                    ? new Start(argv.get(next), next + 1)
                    : new Start(null, next);
        }
    }

    /** The shells: {@code c} makes the first operand a line of commands, {@code s} makes it no script. */
    record Shell(Pattern name) implements Interpreter {
        private static final Pattern OPTIONS = Pattern.compile("[-+][abcefghiklmnoprstuvxBCDEHOPT]+");
        private static final List<String> LONG_WITH_FILE = List.of("--rcfile", "--init-file");

        @Override
        public Start read(List<String> argv, List<String> words) {
            boolean isCommands = false;
            boolean isInput = false;
            int next = 1;
            while (next < argv.size()
                    && (isOption(argv.get(next)) || argv.get(next).startsWith("+"))) {
                String option = argv.get(next++);
                if (option.equals("--")) {
                    words.add(option);
                    break;
                }
                boolean isLong = option.startsWith("--");
                if (!isLong && !OPTIONS.matcher(option).matches()) {
                    words.add(MARK);
                    return new Start(null, next);
                }
                words.add(isLong ? OptionNames.withoutValues().reduce(option) : option);
                isCommands |= !isLong && option.indexOf('c') > 0;
                isInput |= !isLong && option.indexOf('s') > 0;
                long values = isLong
                        ? (LONG_WITH_FILE.contains(option) ? 1 : 0)
                        : option.chars()
                                .filter(letter -> letter == 'o' || letter == 'O')
                                .count();
                for (; values > 0 && next < argv.size(); values--) {
                    words.add(MARK);
                    next++;
                }
            }
            if (next >= argv.size()) {
                return new Start(null, next);
            }
            if (isCommands) {
                words.add(ShellPrograms.in(argv.get(next)));
                return new Start(null, next + 1);
            }
            return isInput || argv.get(next).equals("-") ? new Start(null, next) : new Start(argv.get(next), next + 1);
        }
    }
}

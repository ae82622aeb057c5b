package org.paralux.proxy.identity;

import static org.paralux.proxy.identity.CommandLine.MARK;

import java.util.List;
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
            new Scripting(Pattern.compile("(python|pypy)[0-9.]*"), "bBdEhiIOPqRsStuvVx?", "", "WXQ", "m", "c", true),
            new Scripting(Pattern.compile("perl[0-9.]*"), "acfhlnpsStTuUvwWX01234567", "iMm", "I", "", "eE", false),
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

    /**
     * Python and Perl: letters behind one dash, each of them known by what it does. A letter in none of the lists ends
     * the reading, for nobody knows whether a value follows; what is behind it is reduced as of any other program.
     *
     * @param plain letters without a value
     * @param attached those whose value, if any, is the rest of the word
     * @param withValue those whose value is the rest of the word, or else the next
     * @param withModule the same; the value is a module to run
     * @param withCode the same; the value is code, and so there is no script
     * @param codeEndsOptions whether everything behind the code belongs to the code
     */
    record Scripting(
            Pattern name,
            String plain,
            String attached,
            String withValue,
            String withModule,
            String withCode,
            boolean codeEndsOptions)
            implements Interpreter {
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
                int at = afterPlain(option);
                if (at == option.length()) {
                    words.add(option);
                    continue;
                }
                String letter = option.substring(at, at + 1);
                String value = option.substring(at + 1);
                if (withModule.contains(letter)) {
                    words.add(option.substring(0, at + 1));
                    return value.isEmpty() ? operand(argv, next) : new Start(value, next);
                }
                if (attached.contains(letter)) {
                    words.add(option.substring(0, at + 1) + (value.isEmpty() ? "" : MARK));
                    continue;
                }
                if (!withValue.contains(letter) && !withCode.contains(letter)) {
                    words.add(option.substring(0, at) + MARK);
                    return new Start(null, next);
                }
                words.add(option.substring(0, at + 1) + (value.isEmpty() ? "" : MARK));
                if (value.isEmpty() && next < argv.size()) {
                    words.add(MARK);
                    next++;
                }
                hasCode |= withCode.contains(letter);
                if (hasCode && codeEndsOptions) {
                    break;
                }
            }
            return hasCode ? new Start(null, next) : operand(argv, next);
        }

        /** The index of the first character in {@code option} that is no plain letter. */
        private int afterPlain(String option) {
            int at = 1;
            while (at < option.length() && plain.indexOf(option.charAt(at)) >= 0) {
                at++;
            }
            return at;
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

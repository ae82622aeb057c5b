package org.paralux.proxy.identity;

import static org.paralux.proxy.identity.CommandLine.MARK;

import java.util.Set;
import java.util.StringJoiner;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The names of the programs in a line of shell commands. It understands lists of simple commands and pipelines, with
 * quotes, assignments and redirections; at anything else (substitutions, here-documents, {@code case}, functions, …) it
 * stops, and says so by a mark, because a word whose place is not understood may be anything.
 */
final class ShellPrograms {
    private static final String END_OF_COMMAND = ";&|\n";
    private static final Pattern PROGRAM = Pattern.compile("\\[|[A-Za-z0-9_./][A-Za-z0-9_./+-]{0,127}");
    private static final Pattern ASSIGNMENT = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*\\+?=.*", Pattern.DOTALL);
    private static final Pattern PARAMETER = Pattern.compile("\\$(\\{[A-Za-z0-9_]+}|[A-Za-z0-9_@*#?$!-])");
    private static final Pattern FILE_NUMBER = Pattern.compile("[0-9]+");

    /** Words in front of a command; the command's name still follows. */
    private static final Set<String> PREFIXES =
            Set.of("if", "then", "elif", "else", "while", "until", "do", "time", "!", "{", "exec", "command", "nohup");

    /** Words behind which other rules hold. */
    private static final Set<String> NOT_UNDERSTOOD =
            Set.of("case", "for", "select", "function", "coproc", "[[", "((", "alias", "eval");

    private static final Set<String> ENDINGS = Set.of("fi", "done", "}");

    private final String line;
    private final StringJoiner programs = new StringJoiner("; ");
    private int at;

    private ShellPrograms(String line) {
        this.line = line;
    }

    /** The names, in the order of the line, separated by {@code "; "}. */
    static String in(String line) {
        ShellPrograms found = new ShellPrograms(line);
        if (!found.readCommands()) {
            found.programs.add(MARK);
        }
        return found.programs.toString();
    }

    /** False where it stopped before the end. */
    private boolean readCommands() {
        boolean nameIsNext = true;
        boolean fileIsNext = false;
        while (skipBlanks()) {
            char first = line.charAt(at);
            if (line.startsWith("&>", at)) {
                at++;
                first = '>';
            }
            if (END_OF_COMMAND.indexOf(first) >= 0) {
                at++;
                nameIsNext = true;
                continue;
            }
            if (first == '#') {
                skipComment();
                continue;
            }
            if (first == '<' || first == '>') {
                if (!skipRedirection()) {
                    return false;
                }
                fileIsNext = true;
                continue;
            }
            String word = word();
            if (word == null) {
                return false;
            }
            boolean isFileNumber = at < line.length()
                    && (line.charAt(at) == '<' || line.charAt(at) == '>')
                    && FILE_NUMBER.matcher(word).matches();
            if (isFileNumber) {
                continue;
            }
            if (fileIsNext) {
                fileIsNext = false;
                continue;
            }
            if (!nameIsNext || ASSIGNMENT.matcher(word).matches() || PREFIXES.contains(word)) {
                continue;
            }
            if (NOT_UNDERSTOOD.contains(word)) {
                return false;
            }
            nameIsNext = false;
            if (!ENDINGS.contains(word)) {
                programs.add(PROGRAM.matcher(word).matches() ? word : MARK);
            }
        }
        return true;
    }

    /** False at the end of the line. */
    private boolean skipBlanks() {
        while (at < line.length()) {
            char next = line.charAt(at);
            if (next == '\\' && line.startsWith("\\\n", at)) {
                at += 2;
            } else if (next == ' ' || next == '\t' || next == '\r') {
                at++;
            } else {
                return true;
            }
        }
        return false;
    }

    private void skipComment() {
        int end = line.indexOf('\n', at);
        at = end < 0 ? line.length() : end;
    }

    /** To the name of the file; false for a here-document or another process. */
    private boolean skipRedirection() {
        if (line.startsWith("<<", at) || line.startsWith("<(", at) || line.startsWith(">(", at)) {
            return false;
        }
        at++;
        while (at < line.length() && ">&|".indexOf(line.charAt(at)) >= 0) {
            at++;
        }
        return true;
    }

    /** The next word without its quotes; null where it is none, or is not understood. */
    private @Nullable String word() {
        StringBuilder word = new StringBuilder();
        boolean inDoubleQuotes = false;
        for (; at < line.length(); at++) {
            char next = line.charAt(at);
            if (next == '\\') {
                at++;
                if (at < line.length() && line.charAt(at) != '\n') {
                    word.append('\\').append(line.charAt(at));
                }
            } else if (next == '`') {
                return null;
            } else if (next == '$') {
                String parameter = parameter();
                if (parameter == null) {
                    return null;
                }
                word.append(parameter);
            } else if (next == '"') {
                inDoubleQuotes = !inDoubleQuotes;
            } else if (inDoubleQuotes) {
                word.append(next);
            } else if (next == '\'') {
                int end = line.indexOf('\'', at + 1);
                if (end < 0) {
                    return null;
                }
                word.append(line, at + 1, end);
                at = end;
            } else if (next == '(' || next == ')') {
                return null;
            } else if (END_OF_COMMAND.indexOf(next) >= 0 || " \t\r<>".indexOf(next) >= 0) {
                break;
            } else {
                word.append(next);
            }
        }
        return inDoubleQuotes ? null : word.toString();
    }

    /** The parameter at a dollar sign, left at its last character; null for any other use of the sign. */
    private @Nullable String parameter() {
        var matcher = PARAMETER.matcher(line).region(at, line.length());
        if (!matcher.lookingAt()) {
            return null;
        }
        at = matcher.end() - 1;
        return matcher.group();
    }
}

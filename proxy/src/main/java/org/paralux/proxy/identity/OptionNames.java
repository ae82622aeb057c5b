package org.paralux.proxy.identity;

import static org.paralux.proxy.identity.CommandLine.MARK;

import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reduces the arguments of a program, one after the other, to the names of its options. A name is of letters alone: a
 * word with digits may be the value of the option before it, dashes and all. One letter is all that is kept of a word
 * with one dash, for the rest may be its value ({@code -psecret}).
 */
final class OptionNames {
    private static final Pattern LONG_NAME = Pattern.compile("--[A-Za-z][A-Za-z_-]{0,47}");
    private static final Pattern SHORT_NAME = Pattern.compile("-[A-Za-z]");

    /** After such an option comes a value, even one that begins with a dash. */
    private static final Pattern SECRET_NAME =
            Pattern.compile("-[pPuUkK]|--header|--pin|--.*(pass|pw|secret|token|key|auth|cred|user|login|cookie).*");

    private final Map<String, Pattern> kept;
    private boolean onlyOperands;
    private boolean valueOfSecret;
    private @Nullable Pattern valueKept;

    /** @param kept the options whose values are kept, and what such a value looks like */
    OptionNames(Map<String, Pattern> kept) {
        this.kept = kept;
    }

    static OptionNames withoutValues() {
        return new OptionNames(Map.of());
    }

    /** What is kept of the next argument. */
    String reduce(String argument) {
        Pattern expected = valueKept;
        boolean hidden = onlyOperands || valueOfSecret;
        valueKept = null;
        valueOfSecret = false;
        if (hidden) {
            return MARK;
        }
        if (expected != null) {
            return keep(expected, argument);
        }
        if (argument.equals("--")) {
            onlyOperands = true;
            return argument;
        }
        return argument.startsWith("--") ? longOption(argument) : shortOption(argument);
    }

    private String longOption(String argument) {
        int equals = argument.indexOf('=');
        String name = equals < 0 ? argument : argument.substring(0, equals);
        if (!LONG_NAME.matcher(name).matches()) {
            return MARK;
        }
        if (equals < 0) {
            expectValueOf(name);
            return name;
        }
        Pattern expected = kept.get(name);
        String value = argument.substring(equals + 1);
        return name + "=" + (expected == null ? MARK : keep(expected, value));
    }

    private String shortOption(String argument) {
        if (argument.equals("-")) {
            return argument;
        }
        String name = argument.substring(0, Math.min(2, argument.length()));
        if (!SHORT_NAME.matcher(name).matches()) {
            return MARK;
        }
        if (argument.length() == 2) {
            expectValueOf(name);
            return name;
        }
        Pattern expected = kept.get(name);
        return name + (expected == null ? MARK : keep(expected, argument.substring(2)));
    }

    private void expectValueOf(String name) {
        valueKept = kept.get(name);
        valueOfSecret = SECRET_NAME.matcher(name).matches();
    }

    private static String keep(Pattern expected, String value) {
        return expected.matcher(value).matches() ? value : MARK;
    }
}

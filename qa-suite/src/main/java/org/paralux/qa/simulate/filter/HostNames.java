package org.paralux.qa.simulate.filter;

/** Short forms of host names. */
public final class HostNames {
    private HostNames() {}

    /** Whether {@code asked} is {@code name} or its beginning up to a dot. */
    public static boolean matches(String asked, String name) {
        return name.startsWith(asked) && (name.length() == asked.length() || name.charAt(asked.length()) == '.');
    }
}

package org.paralux.report.clients;

import org.jspecify.annotations.Nullable;

/** The method and the resource in the name of a query class. */
record Asked(String method, @Nullable String resource) {

    /** {@code Query/node/live} asks {@code Query} about {@code node}. */
    static Asked of(String className) {
        int slash = className.indexOf('/');
        if (slash < 0) {
            return new Asked(className, null);
        }
        int second = className.indexOf('/', slash + 1);
        String resource = className.substring(slash + 1, second < 0 ? className.length() : second);
        return new Asked(className.substring(0, slash), resource);
    }

    /** Whether the sender chose the resource; the other methods are about one, or about none. */
    boolean choosesResource() {
        return method.equals("Query") || method.equals("QueryFields");
    }
}

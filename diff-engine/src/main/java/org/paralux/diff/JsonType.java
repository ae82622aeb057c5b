package org.paralux.diff;

/** What a JSON value is. {@code NaN} and the infinities are numbers. */
enum JsonType {
    OBJECT,
    LIST,
    TEXT,
    NUMBER,
    BOOLEAN,
    NULL
}

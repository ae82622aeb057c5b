package org.paralux.audit.evidence;

/** Steps over the bytes of a document that is known to be well-formed. Nothing here recurses. */
final class JsonWalk {
    private JsonWalk() {}

    static boolean isSpace(byte b) {
        return b == ' ' || b == '\n' || b == '\r' || b == '\t';
    }

    static int skipSpace(byte[] bytes, int from) {
        int i = from;
        while (i < bytes.length && isSpace(bytes[i])) {
            i++;
        }
        return i;
    }

    /** Behind the closing quote of the text whose opening quote is at {@code at}. */
    static int textEnd(byte[] bytes, int at) {
        int i = at + 1;
        while (bytes[i] != '"') {
            i += bytes[i] == '\\' ? 2 : 1;
        }
        return i + 1;
    }

    /** Behind the number or word that begins at {@code at}. */
    static int plainEnd(byte[] bytes, int at) {
        int i = at;
        while (i < bytes.length && !isSpace(bytes[i]) && bytes[i] != ',' && bytes[i] != ']' && bytes[i] != '}') {
            i++;
        }
        return i;
    }

    /** Behind the value that begins at {@code at}. */
    static int valueEnd(byte[] bytes, int at) {
        int depth = 0;
        int i = at;
        do {
            switch (bytes[i]) {
                case '"' -> i = textEnd(bytes, i);
                case '{', '[' -> {
                    depth++;
                    i++;
                }
                case '}', ']' -> {
                    depth--;
                    i++;
                }
                case ',', ':', ' ', '\n', '\r', '\t' -> i++;
                default -> i = plainEnd(bytes, i);
            }
        } while (depth > 0);
        return i;
    }

    /** Where the first element or key of the container at {@code at} begins; its closing bracket where it is empty. */
    static int first(byte[] bytes, int at) {
        return skipSpace(bytes, at + 1);
    }

    /** Where the next element or key behind a value begins; the closing bracket where there is none. */
    static int next(byte[] bytes, int valueEnd) {
        int i = skipSpace(bytes, valueEnd);
        return bytes[i] == ',' ? skipSpace(bytes, i + 1) : i;
    }

    /** Where the value of the member begins whose key begins at {@code key}. */
    static int memberValue(byte[] bytes, int key) {
        int colon = skipSpace(bytes, textEnd(bytes, key));
        return skipSpace(bytes, colon + 1);
    }
}

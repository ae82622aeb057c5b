package org.paralux.report;

import org.jspecify.annotations.Nullable;

/**
 * Releases that follow each other, both ends included.
 *
 * @param first null: from the beginning
 * @param last null: without end
 */
public record ReleaseRange(
        @Nullable Release first, @Nullable Release last) {
    public static final ReleaseRange ALL = new ReleaseRange(null, null);

    public ReleaseRange {
        if (first != null && last != null && last.isBefore(first)) {
            throw new IllegalArgumentException("releases: " + first + " to " + last + " (expected: in their order)");
        }
    }

    /** From {@code 2.first} to {@code 2.last}. */
    public static ReleaseRange ofTwo(int firstMinor, int lastMinor) {
        return new ReleaseRange(new Release(2, firstMinor), new Release(2, lastMinor));
    }

    /** {@code 2.minor} and everything after it. */
    public static ReleaseRange fromTwo(int minor) {
        return new ReleaseRange(new Release(2, minor), null);
    }

    /** {@code 2.minor} and everything before it. */
    public static ReleaseRange upToTwo(int minor) {
        return new ReleaseRange(null, new Release(2, minor));
    }

    public boolean contains(Release release) {
        return (first == null || !release.isBefore(first)) && (last == null || !last.isBefore(release));
    }

    /** The range in words that follow "in": {@code releases 2.7 to 2.10}. */
    @Override
    public String toString() {
        if (first == null) {
            return last == null ? "every release" : "releases up to " + last;
        }
        if (last == null) {
            return "releases from " + first;
        }
        return first.equals(last) ? "release " + first : "releases " + first + " to " + last;
    }
}

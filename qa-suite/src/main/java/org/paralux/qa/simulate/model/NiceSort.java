package org.paralux.qa.simulate.model;

import java.util.Comparator;

/**
 * The order in which people count: {@code node2} before {@code node10}. A name is cut into runs of digits, compared as
 * numbers, and runs of other characters, compared as text; after eight runs the rest is text. A number comes before
 * text, a shorter name before a longer one that begins with it.
 */
public final class NiceSort implements Comparator<String> {
    public static final Comparator<String> INSTANCE = new NiceSort();

    private static final int MAX_RUNS = 8;

    private NiceSort() {}

    @Override
    public int compare(String left, String right) {
        int i = 0;
        int j = 0;
        for (int run = 0; run < MAX_RUNS; run++) {
            if (i == left.length() || j == right.length()) {
                return Boolean.compare(i < left.length(), j < right.length());
            }
            int leftEnd = endOfRun(left, i);
            int rightEnd = endOfRun(right, j);
            boolean leftIsNumber = isDigit(left.charAt(i));
            boolean rightIsNumber = isDigit(right.charAt(j));
            if (leftIsNumber != rightIsNumber) {
                return leftIsNumber ? -1 : 1;
            }
            int order = leftIsNumber
                    ? compareNumbers(left.substring(i, leftEnd), right.substring(j, rightEnd))
                    : left.substring(i, leftEnd).compareTo(right.substring(j, rightEnd));
            if (order != 0) {
                return order;
            }
            i = leftEnd;
            j = rightEnd;
        }
        return left.substring(i).compareTo(right.substring(j));
    }

    private static int endOfRun(String text, int start) {
        boolean number = isDigit(text.charAt(start));
        int end = start + 1;
        while (end < text.length() && isDigit(text.charAt(end)) == number) {
            end++;
        }
        return end;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static int compareNumbers(String left, String right) {
        String a = withoutLeadingZeros(left);
        String b = withoutLeadingZeros(right);
        return a.length() != b.length() ? Integer.compare(a.length(), b.length()) : a.compareTo(b);
    }

    private static String withoutLeadingZeros(String digits) {
        int start = 0;
        while (start < digits.length() - 1 && digits.charAt(start) == '0') {
            start++;
        }
        return digits.substring(start);
    }
}

package org.paralux.qa.simulate.wire;

import java.math.BigDecimal;

/** The shortest decimal digits that denote a double, and the power of ten of the first. */
record Decimal(boolean negative, String digits, int exponent) {
    static Decimal of(double value) {
        BigDecimal shortest = new BigDecimal(Double.toString(Math.abs(value))).stripTrailingZeros();
        return new Decimal(value < 0, shortest.unscaledValue().toString(), shortest.precision() - shortest.scale() - 1);
    }

    String plain() {
        StringBuilder text = new StringBuilder(negative ? "-" : "");
        if (exponent < 0) {
            return text.append("0.")
                    .append("0".repeat(-exponent - 1))
                    .append(digits)
                    .toString();
        }
        String padded = digits + "0".repeat(Math.max(0, exponent + 2 - digits.length()));
        return text.append(padded, 0, exponent + 1)
                .append('.')
                .append(padded, exponent + 1, padded.length())
                .toString();
    }

    /** One digit, the others, and the power of ten in {@code exponentText}. */
    String scientific(String fractionOfOneDigit, String exponentText) {
        String fraction = digits.length() > 1 ? "." + digits.substring(1) : fractionOfOneDigit;
        return (negative ? "-" : "") + digits.charAt(0) + fraction + "e" + exponentText;
    }
}

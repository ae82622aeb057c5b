package org.paralux.audit;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;

/**
 * Times as records write them: {@code 2026-11-23T19:58:32.123456Z}, always 27 bytes, UTC, cut to the microsecond. A time
 * that four digits of a year cannot tell is written as the nearest that they can.
 *
 * <p>Not thread-safe: it keeps the last day written, and the last minute read.
 */
final class TimeText {
    static final int BYTES = 27;

    /** {@code 2026-11-23T19:58}. */
    private static final int MINUTE_BYTES = 16;

    private static final long SECONDS_A_DAY = 86_400;
    private static final Instant EARLIEST = Instant.parse("0000-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999999Z");
    private static final byte[] SHAPE = "0000-00-00T00:00:00.000000Z".getBytes(StandardCharsets.US_ASCII);

    private long writtenDay = Long.MIN_VALUE;
    private final byte[] writtenDate = new byte[10];
    private final byte[] readMinute = new byte[MINUTE_BYTES];

    /** In seconds since 1970; holds once the first minute was read. */
    private long minuteStart;

    /** Writes {@code time} to {@code out}, {@link #BYTES} from {@code at}. */
    void write(Instant time, byte[] out, int at) {
        Instant bounded = time.isBefore(EARLIEST) ? EARLIEST : time.isAfter(LATEST) ? LATEST : time;
        long day = Math.floorDiv(bounded.getEpochSecond(), SECONDS_A_DAY);
        if (day != writtenDay) {
            byte[] date = LocalDate.ofEpochDay(day).toString().getBytes(StandardCharsets.US_ASCII);
            System.arraycopy(date, 0, writtenDate, 0, writtenDate.length);
            writtenDay = day;
        }
        int second = Math.floorMod(bounded.getEpochSecond(), (int) SECONDS_A_DAY);
        System.arraycopy(SHAPE, 0, out, at, BYTES);
        System.arraycopy(writtenDate, 0, out, at, writtenDate.length);
        digits(second / 3600, 2, out, at + 11);
        digits(second / 60 % 60, 2, out, at + 14);
        digits(second % 60, 2, out, at + 17);
        digits(bounded.getNano() / 1000, 6, out, at + 20);
    }

    private static void digits(int value, int count, byte[] out, int at) {
        int rest = value;
        for (int i = at + count - 1; i >= at; i--) {
            out[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
    }

    /** The time in {@code in} at {@code at}; the caller knows that {@link #BYTES} are there. */
    Instant read(byte[] in, int at) throws MalformedRecord {
        if (!Arrays.equals(in, at, at + MINUTE_BYTES, readMinute, 0, MINUTE_BYTES)) {
            readMinute(in, at);
        }
        checkShape(in, at, MINUTE_BYTES, BYTES);
        int second = number(in, at + 17, 2);
        if (second > 59) {
            throw new MalformedRecord("time: no such time of day");
        }
        return Instant.ofEpochSecond(minuteStart + second, number(in, at + 20, 6) * 1000L);
    }

    private void readMinute(byte[] in, int at) throws MalformedRecord {
        checkShape(in, at, 0, MINUTE_BYTES);
        int hour = number(in, at + 11, 2);
        int minute = number(in, at + 14, 2);
        if (hour > 23 || minute > 59) {
            throw new MalformedRecord("time: no such time of day");
        }
        try {
            LocalDate date = LocalDate.of(number(in, at, 4), number(in, at + 5, 2), number(in, at + 8, 2));
            minuteStart = date.toEpochDay() * SECONDS_A_DAY + hour * 3600L + minute * 60L;
        } catch (DateTimeException e) {
            throw new MalformedRecord("time: no such date");
        }
        System.arraycopy(in, at, readMinute, 0, MINUTE_BYTES);
    }

    private static void checkShape(byte[] in, int at, int from, int to) throws MalformedRecord {
        for (int i = from; i < to; i++) {
            byte wanted = SHAPE[i];
            byte found = in[at + i];
            if (wanted == '0' ? found < '0' || found > '9' : found != wanted) {
                throw new MalformedRecord("time: not of the form 2026-11-23T19:58:32.123456Z");
            }
        }
    }

    private static int number(byte[] in, int at, int count) {
        int value = 0;
        for (int i = at; i < at + count; i++) {
            value = value * 10 + (in[i] - '0');
        }
        return value;
    }
}

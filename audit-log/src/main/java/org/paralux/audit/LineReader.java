package org.paralux.audit;

import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import java.io.Closeable;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * The lines of one segment, plain or compressed, without a copy of each: {@link #next} moves on to a line, which then
 * stands in {@link #buffer} from {@link #start} to {@link #end} until the next call.
 *
 * <p>At the end of a file that still grows it can be asked again. A line longer than {@link #MAX_LINE_BYTES} is none of
 * ours; it is given in pieces of that length. Not thread-safe.
 */
final class LineReader implements Closeable {
    /** Longer than any record, so that a damaged file costs no memory. */
    static final int MAX_LINE_BYTES = 1 << 20;

    private static final int READ_BYTES = 64 << 10;

    private final FileInputStream file;
    private final InputStream in;
    private byte[] buffer = new byte[READ_BYTES];
    private int filled;

    /** Where the line begins, or what was read and is no line yet. */
    private int start;

    private int end;

    /** Where the line after this one begins; {@code start} when there is no line. */
    private int nextStart;

    /** No line feed stands between {@code start} and here. */
    private int searched;

    private long offset;

    /** The beginning of a line that is too long was given out; the rest is passed over. */
    private boolean inOverlong;

    private LineReader(FileInputStream file, InputStream in) {
        this.file = file;
        this.in = in;
    }

    static LineReader open(Segment segment) throws IOException {
        // A channel would be closed by an interrupt of the reading thread.
        FileInputStream file = new FileInputStream(segment.path().toFile());
        if (!segment.compressed()) {
            return new LineReader(file, file);
        }
        try {
            return new LineReader(file, new ZstdInputStreamNoFinalizer(file));
        } catch (IOException e) {
            file.close();
            throw e;
        }
    }

    /** Moves on to the next line; false when there is none that has its line feed yet. */
    boolean next() throws IOException {
        moveTo(nextStart);
        while (true) {
            int lineFeed = Words.lineFeed(buffer, searched, filled);
            if (lineFeed < filled && inOverlong) {
                inOverlong = false;
                moveTo(lineFeed + 1);
            } else if (lineFeed < filled) {
                end = lineFeed;
                nextStart = lineFeed + 1;
                return true;
            } else if (filled - start >= MAX_LINE_BYTES && !inOverlong) {
                inOverlong = true;
                end = filled;
                nextStart = filled;
                return true;
            } else {
                moveTo(inOverlong ? filled : start);
                searched = filled;
                if (!fill()) {
                    return false;
                }
            }
        }
    }

    private void moveTo(int newStart) {
        offset += newStart - start;
        start = newStart;
        nextStart = newStart;
        searched = Math.max(searched, start);
    }

    private boolean fill() throws IOException {
        if (filled == buffer.length) {
            System.arraycopy(buffer, start, buffer, 0, filled - start);
            filled -= start;
            searched -= start;
            start = 0;
            nextStart = 0;
            if (filled == buffer.length) {
                buffer = Arrays.copyOf(buffer, 2 * buffer.length);
            }
        }
        int more = in.read(buffer, filled, buffer.length - filled);
        if (more <= 0) {
            return false;
        }
        filled += more;
        return true;
    }

    byte[] buffer() {
        return buffer;
    }

    int start() {
        return start;
    }

    /** Where the line's line feed stands. */
    int end() {
        return end;
    }

    /** How many bytes of the segment's text stand before the line, or before what {@link #pending} counts. */
    long offset() {
        return offset;
    }

    /** After {@link #next} found no line: how many bytes there are behind the last line feed. */
    int pending() {
        return filled - start;
    }

    /** How many bytes of the file, as it lies on the disk, were read. */
    long fileBytesRead() throws IOException {
        return file.getChannel().position();
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}

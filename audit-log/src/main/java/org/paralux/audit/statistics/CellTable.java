package org.paralux.audit.statistics;

/**
 * Cells of evidence by a hash of 64 bits: how often each came, whether any of its trials failed, and the block in which
 * it came first. Where there are more than it takes, those stay whose hash has another bit of zeros: a fair sample, which
 * does not depend on the order in which they came. Not thread-safe.
 */
public final class CellTable {
    public static final int MOST = 1 << 15;

    private static final int TIMES = 3;
    private static final int FAILED = 4;
    private static final int FAILED_WITHOUT_RULES = 8;

    private long[] hashes = new long[64];
    private long[] blocks = new long[64];
    private byte[] states = new byte[64];
    private final int most;
    private int size;

    /** Bits that the hash of a sampled cell has not. */
    private long unsampled;

    public CellTable() {
        this(MOST);
    }

    /** @param most so many cells at most, a power of two */
    public CellTable(int most) {
        this.most = most;
    }

    /** Is told of each cell. */
    @FunctionalInterface
    public interface Visitor {
        /**
         * One cell.
         *
         * @param times how often it came, {@value #MANY} for that or more
         * @param failedWithoutRules whether it failed, had no rule cleared anything
         */
        void cell(long block, int times, boolean failed, boolean failedWithoutRules);

        int MANY = 3;
    }

    /** What came of a trial here. */
    public enum Added {
        NEW,
        KNOWN,
        /** Not of the sample. */
        LEFT_OUT
    }

    /** Takes one trial of a cell. */
    public Added add(long hash, long block, boolean failed, boolean failedWithoutRules) {
        long mixed = mix(hash);
        if ((mixed & unsampled) != 0) {
            return Added.LEFT_OUT;
        }
        int slot = slot(mixed);
        boolean known = states[slot] != 0;
        if (!known) {
            hashes[slot] = mixed;
            blocks[slot] = block;
            size++;
        }
        int times = Math.min(TIMES, (states[slot] & TIMES) + 1);
        int flags = (states[slot] & ~TIMES)
                | (failed ? FAILED : 0)
                | (failed || failedWithoutRules ? FAILED_WITHOUT_RULES : 0);
        states[slot] = (byte) (flags | times);
        if (!known && size > hashes.length / 3 * 2) {
            grow();
        }
        return known ? Added.KNOWN : Added.NEW;
    }

    private int slot(long mixed) {
        int mask = hashes.length - 1;
        int slot = (int) (mixed >>> 20) & mask;
        while (states[slot] != 0 && hashes[slot] != mixed) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    private void grow() {
        if (size >= most) {
            unsampled = unsampled << 1 | 1;
        }
        long[] oldHashes = hashes;
        long[] oldBlocks = blocks;
        byte[] oldStates = states;
        int places = size >= most ? hashes.length : 2 * hashes.length;
        hashes = new long[places];
        blocks = new long[places];
        states = new byte[places];
        size = 0;
        for (int i = 0; i < oldHashes.length; i++) {
            if (oldStates[i] != 0 && (oldHashes[i] & unsampled) == 0) {
                int slot = slot(oldHashes[i]);
                hashes[slot] = oldHashes[i];
                blocks[slot] = oldBlocks[i];
                states[slot] = oldStates[i];
                size++;
            }
        }
    }

    /** Spreads the bits, so that sampling and placing look at different ones. */
    private static long mix(long hash) {
        long z = (hash ^ hash >>> 30) * 0xbf58476d1ce4e5b9L;
        z = (z ^ z >>> 27) * 0x94d049bb133111ebL;
        return z ^ z >>> 31;
    }

    public int size() {
        return size;
    }

    /** One of how many cells is in the sample. */
    public long sampledOneIn() {
        return unsampled + 1;
    }

    public void forEach(Visitor visitor) {
        for (int i = 0; i < hashes.length; i++) {
            int state = states[i];
            if (state != 0) {
                visitor.cell(blocks[i], state & TIMES, (state & FAILED) != 0, (state & FAILED_WITHOUT_RULES) != 0);
            }
        }
    }
}

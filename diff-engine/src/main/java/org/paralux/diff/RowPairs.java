package org.paralux.diff;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** Which of the shadow's rows is which of the primary's. Rows in front of a given one are paired by their order. */
final class RowPairs {
    /** Beyond as many pairs to be tried, rows are paired by their order. */
    private static final long MOST_TRIES = 40_000;

    private static final int FREE = -1;

    private final int[] partners;
    private final boolean[] taken;
    private boolean inPlace;

    private RowPairs(RowSide a, RowSide b, int from) {
        partners = new int[a.size()];
        taken = new boolean[b.size()];
        Arrays.fill(partners, FREE);
        for (int i = 0; i < from; i++) {
            pair(i, i);
        }
    }

    /** By what names them; of rows of one name the first with the first. Linear. */
    static RowPairs byKey(RowSide a, RowSide b, int from) {
        RowPairs pairs = new RowPairs(a, b, from);
        pairs.byHash(from, from, a.size(), b.size(), a::keyHash, b::keyHash);
        return pairs;
    }

    /** By their order where that fits; else those of the same content, and the others by how many cells are the same. */
    static RowPairs byContent(Look look, RowSide a, RowSide b, int from) {
        RowPairs pairs = new RowPairs(a, b, from);
        int endA = a.size();
        int endB = b.size();
        while (endA > from && endB > from && look.equality.same(a.row(endA - 1), b.row(endB - 1))) {
            pairs.pair(--endA, --endB);
        }
        pairs.byHash(from, from, endA, endB, a::contentHash, b::contentHash);
        Ints freeA = new Ints();
        Ints freeB = new Ints();
        for (int i = from; i < endA; i++) {
            if (pairs.partner(i) < 0) {
                freeA.add(i);
            }
        }
        for (int j = from; j < endB; j++) {
            if (pairs.isFree(j)) {
                freeB.add(j);
            }
        }
        pairs.inPlace = a.size() == b.size() && pairs.inOrder() && sameIndexes(freeA, freeB);
        if (pairs.inPlace || (long) freeA.size() * freeB.size() > MOST_TRIES) {
            for (int k = 0; k < Math.min(freeA.size(), freeB.size()); k++) {
                pairs.pair(freeA.get(k), freeB.get(k));
            }
        } else {
            pairs.byMostCells(look, a, b, freeA, freeB);
        }
        return pairs;
    }

    private static boolean sameIndexes(Ints freeA, Ints freeB) {
        boolean same = freeA.size() == freeB.size();
        for (int k = 0; same && k < freeA.size(); k++) {
            same = freeA.get(k) == freeB.get(k);
        }
        return same;
    }

    /** A row's number in a side, by its index. */
    private interface Hash {
        long of(int index);
    }

    /** Of equal numbers the first with the first. */
    private void byHash(int fromA, int fromB, int endA, int endB, Hash hashA, Hash hashB) {
        int count = endA - fromA;
        int mask = Integer.highestOneBit(Math.max(1, count)) * 4 - 1;
        long[] hashes = new long[mask + 1];
        int[] heads = new int[mask + 1];
        int[] next = new int[count];
        for (int i = endA - 1; i >= fromA; i--) {
            long hash = hashA.of(i);
            int slot = slot(hashes, heads, mask, hash);
            hashes[slot] = hash;
            next[i - fromA] = heads[slot];
            heads[slot] = i - fromA + 1;
        }
        // A slot whose rows are all taken keeps this mark, so that those behind it are still found.
        for (int j = fromB; j < endB; j++) {
            int slot = slot(hashes, heads, mask, hashB.of(j));
            int head = heads[slot];
            if (head > 0) {
                pair(head - 1 + fromA, j);
                heads[slot] = next[head - 1] == 0 ? FREE : next[head - 1];
            }
        }
    }

    private static int slot(long[] hashes, int[] heads, int mask, long hash) {
        int slot = (int) (hash ^ hash >>> 32) & mask;
        while (heads[slot] != 0 && hashes[slot] != hash) {
            slot = slot + 1 & mask;
        }
        return slot;
    }

    private void byMostCells(Look look, RowSide a, RowSide b, Ints freeA, Ints freeB) {
        Map<Integer, Ints> cells = new HashMap<>();
        for (int k = 0; k < freeA.size(); k++) {
            int i = freeA.get(k);
            int best = FREE;
            int most = 0;
            Ints mine = elements(a, i);
            for (int m = 0; m < freeB.size(); m++) {
                int j = freeB.get(m);
                if (!taken[j]) {
                    int same = sameCells(look, mine, cells.computeIfAbsent(j, _ -> elements(b, j)));
                    if (same > most) {
                        most = same;
                        best = j;
                    }
                }
            }
            if (best >= 0) {
                pair(i, best);
            }
        }
    }

    private static Ints elements(RowSide side, int index) {
        int row = side.row(index);
        return side.document.is(JsonType.LIST, row) ? side.document.elements(row) : new Ints();
    }

    private static int sameCells(Look look, Ints mine, Ints theirs) {
        int same = 0;
        for (int c = 0; c < Math.min(mine.size(), theirs.size()); c++) {
            same += look.equality.same(mine.get(c), theirs.get(c)) ? 1 : 0;
        }
        return same;
    }

    private void pair(int i, int j) {
        partners[i] = j;
        taken[j] = true;
    }

    /** The shadow's row, or a negative number. */
    int partner(int i) {
        return partners[i];
    }

    boolean isFree(int j) {
        return !taken[j];
    }

    /** Whether all rows without a name are paired with those at the same index. */
    boolean inPlace() {
        return inPlace;
    }

    /** Whether the rows that both sides have stand in the same order. */
    boolean inOrder() {
        int last = -1;
        for (int partner : partners) {
            if (partner >= 0 && partner < last) {
                return false;
            }
            last = Math.max(last, partner);
        }
        return true;
    }
}

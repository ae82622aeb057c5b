package org.paralux.diff;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Compares the rows of two replies: in step as long as they stand in the same order, and from where they part by what
 * names them. Rows that nothing names are compared by their order, or else by their content.
 */
final class RowsComparison {
    private static final int ROWS_IN_A_TEXT = 5;

    private final Look look;
    private final Spot base;
    private final RowSide a;
    private final RowSide b;
    private final RowComparison row;
    private final RowCauses causes;

    RowsComparison(Look look, Spot base, RowSide a, RowSide b, boolean withStatus, int @Nullable [] columns) {
        this.look = look;
        this.base = base;
        this.a = a;
        this.b = b;
        this.row = new RowComparison(look, base, a, b, withStatus, columns);
        this.causes = new RowCauses(look, base.resource(), a, b);
    }

    void compare() {
        boolean keyed = a.hasKey() && b.hasKey();
        int inStep = 0;
        int most = Math.min(a.size(), b.size());
        look.findings.rowsMatched(keyed ? RowMatching.KEY : RowMatching.ORDER, most);
        while (inStep < most && (same(inStep, inStep) || (keyed && sameKey(inStep)))) {
            inStep++;
        }
        if (inStep == a.size() && inStep == b.size()) {
            return;
        }
        if (keyed) {
            matched(inStep, RowPairs.byKey(a, b, inStep), true);
        } else {
            RowPairs pairs = RowPairs.byContent(look, a, b, inStep);
            look.findings.rowsMatched(pairs.inPlace() ? RowMatching.ORDER : RowMatching.BEST_MATCH, most);
            matched(inStep, pairs, false);
        }
    }

    private boolean same(int i, int j) {
        return a.sameBytes(i, b, j) || look.equality.same(a.row(i), b.row(j));
    }

    /** Whether two rows that are not the same are the same object; if so they are compared. */
    private boolean sameKey(int index) {
        if (a.keyHash(index) != b.keyHash(index)) {
            return false;
        }
        row.compare(index, index);
        return true;
    }

    private void matched(int from, RowPairs pairs, boolean keyed) {
        if (!pairs.inOrder()) {
            int parted = from;
            while (parted < a.size() && pairs.partner(parted) == parted) {
                parted++;
            }
            look.addTexts(
                    base, DivergenceKind.ORDER, names(a, parted), names(b, parted), causes.ofOrder(pairs, parted));
        }
        Ints missing = new Ints();
        for (int i = from; i < a.size(); i++) {
            int j = pairs.partner(i);
            if (j < 0) {
                missing.add(i);
            } else if (!same(i, j)) {
                row.compare(i, j);
            }
        }
        Ints extra = new Ints();
        for (int j = from; j < b.size(); j++) {
            if (pairs.isFree(j)) {
                extra.add(j);
            }
        }
        if (missing.isEmpty() && extra.isEmpty()) {
            return;
        }
        oneSided(missing, extra, keyed);
    }

    private void oneSided(Ints missing, Ints extra, boolean keyed) {
        Set<Long> twice = keyed ? namedOnBothSides(missing, extra) : Set.of();
        for (int k = 0; k < missing.size(); k++) {
            int i = missing.get(k);
            boolean duplicate = keyed && twice.contains(a.keyHash(i));
            DivergenceKind kind = duplicate ? DivergenceKind.DUPLICATE_ROW : DivergenceKind.MISSING_ROW;
            Cause cause = duplicate ? causes.ofDuplicate(a, i) : causes.ofOneSided(a, i, missing, extra);
            look.add(row.oneSided(i, -1), kind, a.row(i), JsonDocument.NONE, cause);
        }
        for (int k = 0; k < extra.size(); k++) {
            int j = extra.get(k);
            boolean duplicate = keyed && twice.contains(b.keyHash(j));
            DivergenceKind kind = duplicate ? DivergenceKind.DUPLICATE_ROW : DivergenceKind.EXTRA_ROW;
            Cause cause = duplicate ? causes.ofDuplicate(b, j) : causes.ofOneSided(b, j, extra, missing);
            look.add(row.oneSided(-1, j), kind, JsonDocument.NONE, b.row(j), cause);
        }
    }

    /** The names of rows without a partner that the other side has too. */
    private Set<Long> namedOnBothSides(Ints missing, Ints extra) {
        Set<Long> both = new HashSet<>();
        both.addAll(named(b, hashes(a, missing)));
        both.addAll(named(a, hashes(b, extra)));
        return both;
    }

    private static Set<Long> hashes(RowSide side, Ints indexes) {
        Set<Long> hashes = new HashSet<>();
        for (int k = 0; k < indexes.size(); k++) {
            hashes.add(side.keyHash(indexes.get(k)));
        }
        return hashes;
    }

    private static Set<Long> named(RowSide side, Set<Long> wanted) {
        Set<Long> found = new HashSet<>();
        for (int i = 0; !wanted.isEmpty() && i < side.size(); i++) {
            long hash = side.keyHash(i);
            if (wanted.contains(hash)) {
                found.add(hash);
            }
        }
        return found;
    }

    /** What the rows from where the orders part are called. */
    private static String names(RowSide side, int from) {
        List<String> names = new ArrayList<>();
        for (int i = from; i < Math.min(side.size(), from + ROWS_IN_A_TEXT); i++) {
            String key = side.key(i);
            names.add(key == null ? String.valueOf(Difference.text(side.document, side.row(i))) : quoted(key));
        }
        String more = side.size() > from + ROWS_IN_A_TEXT ? ",…]" : "]";
        return Difference.bounded("[" + String.join(",", names) + more);
    }

    private static String quoted(String key) {
        return "\"" + key.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }
}

package org.paralux.diff;

import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Says in which cells two rows of the same object differ: first the status, then the value. */
final class RowComparison {
    private final Look look;
    private final Spot base;
    private final RowSide a;
    private final RowSide b;
    private final boolean withStatus;
    private final ValueComparison values;

    /** For each of the primary's columns the shadow's of the same name, or -1; null where they are the same. */
    private final int @Nullable [] columns;

    RowComparison(Look look, Spot base, RowSide a, RowSide b, boolean withStatus, int @Nullable [] columns) {
        this.look = look;
        this.base = base;
        this.a = a;
        this.b = b;
        this.withStatus = withStatus;
        this.columns = columns;
        this.values = new ValueComparison(look);
    }

    void compare(int i, int j) {
        Spot spot = spot(i, j);
        int rowA = a.row(i);
        int rowB = b.row(j);
        if (!a.document.is(JsonType.LIST, rowA) || !b.document.is(JsonType.LIST, rowB)) {
            values.compare(spot, rowA, rowB, 0);
            return;
        }
        Ints cellsA = a.document.elements(rowA);
        Ints cellsB = b.document.elements(rowB);
        if (columns == null && cellsA.size() != cellsB.size()) {
            look.add(spot, DivergenceKind.SHAPE, rowA, rowB);
        }
        for (int k = 0; k < cellsA.size(); k++) {
            int other = columns == null ? k : k < columns.length ? columns[k] : -1;
            if (other >= 0 && other < cellsB.size()) {
                cell(spot, k, cellsA.get(k), cellsB.get(other));
            }
        }
    }

    private void cell(Spot row, int column, int i, int j) {
        if (look.equality.same(i, j)) {
            return;
        }
        List<String> names = a.names;
        Spot spot = names != null && column < names.size()
                ? row.member(names.get(column))
                : row.element(String.valueOf(column));
        if (!withStatus) {
            values.compare(spot, i, j, 0);
            return;
        }
        boolean isPairA = RowSide.isStatusAndValue(a.document, i);
        boolean isPairB = RowSide.isStatusAndValue(b.document, j);
        if (!isPairA || !isPairB) {
            if (isPairA == isPairB) {
                values.compare(spot, i, j, 0);
            } else {
                look.add(spot, DivergenceKind.SHAPE, i, j);
            }
            return;
        }
        int statusA = a.document.firstElement(i);
        int statusB = b.document.firstElement(j);
        if (Scalars.same(a.document.bytes, statusA, b.document.bytes, statusB)) {
            values.compare(spot, a.document.element(i, 1), b.document.element(j, 1), 0);
        } else {
            look.add(spot, DivergenceKind.STATUS, i, j);
        }
    }

    /** The place of a row that is on both sides. */
    Spot spot(int i, int j) {
        String key = a.key(i);
        return base.row(Objects.requireNonNullElse(key, String.valueOf(i)), key, state(i, j));
    }

    /** The place of a row on one side only; the other index is negative. */
    Spot oneSided(int i, int j) {
        String key = i >= 0 ? a.key(i) : b.key(j);
        return base.row(Objects.requireNonNullElse(key, String.valueOf(Math.max(i, j))), key, state(i, j));
    }

    private ObjectState state(int i, int j) {
        String name = text(i, j, "name");
        name = name == null ? text(i, j, "id") : name;
        return new ObjectState(
                base.resource(), name, text(i, j, "uuid"), serial(a, i), serial(b, j), time(a, i), time(b, j));
    }

    private @Nullable String text(int i, int j, String field) {
        RowSide side = i >= 0 ? a : b;
        int value = side.value(Math.max(0, i >= 0 ? i : j), field);
        return value == JsonDocument.NONE ? null : ValueComparison.name(side.document, value);
    }

    private static @Nullable Long serial(RowSide side, int index) {
        BigDecimal serial = number(side, index, "serial_no");
        return serial == null ? null : Long.valueOf(serial.longValue());
    }

    private static @Nullable Double time(RowSide side, int index) {
        BigDecimal time = number(side, index, "mtime");
        return time == null ? null : Double.valueOf(time.doubleValue());
    }

    private static @Nullable BigDecimal number(RowSide side, int index, String field) {
        int value = index < 0 ? JsonDocument.NONE : side.value(index, field);
        return value == JsonDocument.NONE ? null : Causes.number(side.document, value);
    }
}

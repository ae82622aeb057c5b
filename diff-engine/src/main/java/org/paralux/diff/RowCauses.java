package org.paralux.diff;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.paralux.luxi.QueryTerms;
import tools.jackson.databind.JsonNode;

/** Tells why rows stand on one side only, twice, or in another order, from the rows and from what was asked. */
final class RowCauses {
    private static final Set<String> ENDED = Set.of("success", "error", "canceled");

    private final @Nullable QueryTerms terms;
    private final @Nullable String resource;
    private final RowSide a;
    private final RowSide b;
    private final List<String> asked;

    RowCauses(Look look, @Nullable String resource, RowSide a, RowSide b) {
        this.terms = look.terms();
        this.resource = resource;
        this.a = a;
        this.b = b;
        this.asked = asked(terms);
    }

    /** The names that were asked for, as arguments or by a filter of nothing else. */
    static List<String> asked(@Nullable QueryTerms terms) {
        if (terms == null) {
            return List.of();
        }
        List<String> names = new ArrayList<>();
        if (terms.names() != null) {
            names.addAll(terms.names());
        }
        JsonNode filter = terms.filter();
        if (filter != null && !addNames(filter, names)) {
            names.clear();
        }
        return names;
    }

    private static boolean addNames(JsonNode filter, List<String> names) {
        if (!filter.isArray() || filter.isEmpty()) {
            return false;
        }
        String operator = filter.get(0).isString() ? filter.get(0).stringValue() : "";
        if (operator.equals("|")) {
            for (int k = 1; k < filter.size(); k++) {
                JsonNode part = filter.get(k);
                boolean isEquation = part.isArray() && part.size() == 3 && addNames(part, names);
                if (!isEquation) {
                    return false;
                }
            }
            return true;
        }
        boolean onName = (operator.equals("=") || operator.equals("=="))
                && filter.size() == 3
                && Set.of("name", "id", "uuid", "node").contains(filter.get(1).asString(""));
        return onName && names.add(filter.get(2).asString(""));
    }

    private boolean hasOtherFilter() {
        return terms != null && terms.filter() != null && asked.isEmpty();
    }

    /** Why a row is on one side only. */
    Cause ofOneSided(RowSide side, int index, Ints these, Ints those) {
        if (side.hasNoData(index)) {
            return Cause.ROW_WITHOUT_DATA;
        }
        if ("job".equals(resource)) {
            if (isTrue(side, side.value(index, "archived"))) {
                return Cause.ARCHIVED_JOB;
            }
            String status = Causes.text(side.document, side.value(index, "status"));
            if (status != null && ENDED.contains(status) && !hasOtherFilter()) {
                return Cause.JOB_GONE;
            }
        }
        Cause byName = ofName(side, index);
        if (byName != null) {
            return byName;
        }
        if (hasOtherFilter()) {
            return Cause.FILTER_SEMANTICS;
        }
        int shorter = Math.min(a.size(), b.size());
        boolean isTail = those.isEmpty() && these.size() > 1 && these.get(0) == shorter && shorter > 0;
        return isTail ? Cause.TRUNCATED_LIST : Cause.UNEXPLAINED;
    }

    private @Nullable Cause ofName(RowSide side, int index) {
        String key = side.key(index);
        if (key == null || asked.isEmpty() || asked.contains(key)) {
            return null;
        }
        String uuid = Causes.text(side.document, side.value(index, "uuid"));
        if (asked.stream().anyMatch(name -> name.equals(uuid) || Causes.isUuid(name))) {
            return Cause.UUID_FOR_NAME;
        }
        String folded = key.toLowerCase(Locale.ROOT);
        boolean inPart = asked.stream()
                .map(name -> name.toLowerCase(Locale.ROOT))
                .anyMatch(name -> name.equals(folded) || folded.startsWith(name + "."));
        return inPart ? Cause.NAME_LOOKUP : null;
    }

    Cause ofDuplicate(RowSide side, int index) {
        String key = side.key(index);
        long times = asked.stream().filter(name -> name.equals(key)).count();
        return times > 1 ? Cause.REPEATED_REQUEST : Cause.REPEATED_ROW;
    }

    /** Why the order differs that parts at this row. */
    Cause ofOrder(RowPairs pairs, int parted) {
        if (asked.size() > 1 && (isInAskedOrder(a) != isInAskedOrder(b))) {
            return Cause.REQUESTED_ORDER;
        }
        if (parted < b.size() && (unresolvedFirst(b, parted) || unresolvedFirst(a, parted))) {
            return Cause.UNRESOLVED_FIRST;
        }
        return a.hasKey() ? Cause.SORT_ORDER : Cause.UNEXPLAINED;
    }

    private boolean isInAskedOrder(RowSide side) {
        int at = -1;
        for (int i = 0; i < side.size(); i++) {
            String key = side.key(i);
            int found = asked.indexOf(key);
            if (found < at) {
                return false;
            }
            at = found;
        }
        return true;
    }

    /** Whether the first row of a side has a cell without data, and rows behind it have none. */
    private boolean unresolvedFirst(RowSide side, int parted) {
        if (parted != 0 || side.size() < 2) {
            return false;
        }
        int size = side.size();
        return hasGap(side, 0) && !hasGap(side, size - 1);
    }

    private static boolean hasGap(RowSide side, int index) {
        int row = side.row(index);
        if (!side.document.is(JsonType.LIST, row)) {
            return false;
        }
        Ints cells = side.document.elements(row);
        for (int k = 0; k < cells.size(); k++) {
            int cell = cells.get(k);
            if (RowSide.isStatusAndValue(side.document, cell)
                    && side.document.bytes.byteAt(side.document.firstElement(cell)) == '2') {
                return true;
            }
        }
        return false;
    }

    private static boolean isTrue(RowSide side, int value) {
        return value != JsonDocument.NONE && side.document.bytes.byteAt(value) == 't';
    }
}

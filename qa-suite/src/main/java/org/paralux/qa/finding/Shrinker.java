package org.paralux.qa.finding;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.paralux.qa.catalogue.FilterTree;
import org.paralux.qa.catalogue.QueryForm;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Looks for the shortest query that still shows what a longer one does, by leaving parts out: of the filter, the names, the
 * fields, and at last of literals (delta debugging). What it tries is put to the live daemons.
 *
 * <p>Not thread-safe; for one query.
 */
public final class Shrinker {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    /** Where no shorter query was found by then, the shortest so far is as good. */
    private static final int MOST_PROBES = 400;

    private final FindingKey key;
    private final Oracle oracle;
    private final Set<QueryForm> tried = new HashSet<>();
    private int probes;

    /** Whether a query shows the difference. */
    public interface Oracle {
        boolean shows(QueryForm form) throws InterruptedException;
    }

    public Shrinker(FindingKey key, Oracle oracle) {
        this.key = key;
        this.oracle = oracle;
    }

    /** How many queries it has tried. */
    public int probes() {
        return probes;
    }

    /** The shortest form that was found, at least {@code whole} itself. */
    public QueryForm shrink(QueryForm whole) throws InterruptedException {
        QueryForm form = guess(whole);
        QueryForm before;
        do {
            before = form;
            form = withoutFilter(asClassic(form));
            form = withoutSome(form, QueryForm::names, QueryForm::withNames);
            form = withoutSome(form, QueryForm::fields, QueryForm::withFields);
            form = withPlainerLiterals(form);
        } while (!form.equals(before) && probes < MOST_PROBES);
        return form;
    }

    /** What differs in one field shows mostly where that is asked for alone, or beside what names the row. */
    private QueryForm guess(QueryForm whole) throws InterruptedException {
        String field = key.field();
        if (field == null || !whole.takesFields()) {
            return whole;
        }
        List<JsonNode> alone = List.of(JSON.stringNode(field));
        List<JsonNode> named = List.of(JSON.stringNode(whole.rowKey()), JSON.stringNode(field));
        for (List<JsonNode> fields : List.of(alone, named)) {
            QueryForm guess = whole.withFields(fields);
            QueryForm unfiltered = guess.filter().isPresent() ? guess.withFilter(null) : guess;
            for (QueryForm each : List.of(unfiltered, guess)) {
                if (!each.equals(whole) && shows(each)) {
                    return each;
                }
            }
        }
        return whole;
    }

    /** A list of names is shorter than a filter of names. */
    private QueryForm asClassic(QueryForm form) throws InterruptedException {
        Optional<QueryForm> classic = form.asClassic();
        return classic.isPresent() && shows(classic.get()) ? classic.get() : form;
    }

    private QueryForm withoutFilter(QueryForm form) throws InterruptedException {
        Optional<JsonNode> filter = form.filter();
        if (filter.isEmpty()) {
            return form;
        }
        QueryForm none = form.withFilter(null);
        if (shows(none)) {
            return none;
        }
        QueryForm shorter = form;
        for (boolean found = true; found; ) {
            found = false;
            for (JsonNode less : smaller(shorter.filter().orElseThrow())) {
                QueryForm tried = shorter.withFilter(less);
                if (shows(tried)) {
                    shorter = tried;
                    found = true;
                    break;
                }
            }
        }
        return shorter;
    }

    /** Filters that have one step less: an operand alone, one operand fewer, or a smaller operand. */
    private static List<JsonNode> smaller(JsonNode filter) {
        if (!FilterTree.isCombination(filter)) {
            return List.of();
        }
        String operator = filter.get(0).stringValue();
        List<JsonNode> operands = FilterTree.operands(filter);
        List<JsonNode> smaller = new ArrayList<>(operands);
        for (int i = 0; i < operands.size(); i++) {
            if (operands.size() > 1) {
                List<JsonNode> fewer = new ArrayList<>(operands);
                fewer.remove(i);
                smaller.add(FilterTree.combination(operator, fewer));
            }
            for (JsonNode less : smaller(operands.get(i))) {
                List<JsonNode> changed = new ArrayList<>(operands);
                changed.set(i, less);
                smaller.add(FilterTree.combination(operator, changed));
            }
        }
        return smaller;
    }

    /** Gives a form another list in place of one of its own. */
    private interface Setter {
        QueryForm with(QueryForm form, List<JsonNode> list);
    }

    /** Leaves out halves of a list, then quarters, and so on. */
    private QueryForm withoutSome(QueryForm form, Function<QueryForm, Optional<List<JsonNode>>> list, Setter setter)
            throws InterruptedException {
        QueryForm shortest = form;
        int parts = 2;
        while (true) {
            List<JsonNode> all = list.apply(shortest).orElse(List.of());
            if (all.size() < 2 || parts > all.size()) {
                break;
            }
            Optional<QueryForm> shorter = withoutOnePart(shortest, all, parts, setter);
            if (shorter.isPresent()) {
                shortest = shorter.get();
                parts = Math.max(2, parts - 1);
            } else if (parts == all.size()) {
                break;
            } else {
                parts = Math.min(all.size(), 2 * parts);
            }
        }
        return shortest;
    }

    private Optional<QueryForm> withoutOnePart(QueryForm form, List<JsonNode> all, int parts, Setter setter)
            throws InterruptedException {
        for (int i = 0; i < parts; i++) {
            List<JsonNode> rest = new ArrayList<>(all);
            rest.subList(i * all.size() / parts, (i + 1) * all.size() / parts).clear();
            QueryForm tried = setter.with(form, rest);
            if (shows(tried)) {
                return Optional.of(tried);
            }
        }
        return Optional.empty();
    }

    /** A leaf's value may be any; then the plainest is best. */
    private QueryForm withPlainerLiterals(QueryForm form) throws InterruptedException {
        Optional<JsonNode> filter = form.filter().filter(leaf -> !FilterTree.isCombination(leaf) && leaf.size() == 3);
        if (filter.isEmpty()) {
            return form;
        }
        JsonNode leaf = filter.get();
        JsonNode value = leaf.get(2);
        List<JsonNode> plain = value.isString()
                ? List.of(JSON.stringNode(""), JSON.stringNode("a"))
                : value.isNumber() ? List.of(JSON.numberNode(0), JSON.numberNode(1)) : List.of();
        if (plain.contains(value)) {
            return form;
        }
        for (JsonNode other : plain) {
            QueryForm tried = form.withFilter(
                    FilterTree.leaf(leaf.get(0).asString(""), leaf.get(1).asString(""), other));
            if (shows(tried)) {
                return tried;
            }
        }
        return form;
    }

    /** Of each form the daemons are asked once. */
    private boolean shows(QueryForm form) throws InterruptedException {
        if (probes >= MOST_PROBES || !tried.add(form)) {
            return false;
        }
        probes++;
        return oracle.shows(form);
    }
}

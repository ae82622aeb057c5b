package org.paralux.diff;

import static org.paralux.diff.DivergenceKind.ANSWER_OR_ERROR;
import static org.paralux.diff.DivergenceKind.DUPLICATE_ROW;
import static org.paralux.diff.DivergenceKind.ERROR_CLASS;
import static org.paralux.diff.DivergenceKind.ERROR_CODE;
import static org.paralux.diff.DivergenceKind.EXTRA;
import static org.paralux.diff.DivergenceKind.EXTRA_ROW;
import static org.paralux.diff.DivergenceKind.FIELD_DEFINITION;
import static org.paralux.diff.DivergenceKind.MISSING;
import static org.paralux.diff.DivergenceKind.MISSING_ROW;
import static org.paralux.diff.DivergenceKind.ORDER;
import static org.paralux.diff.DivergenceKind.SHAPE;
import static org.paralux.diff.DivergenceKind.STATUS;
import static org.paralux.diff.DivergenceKind.TYPE;
import static org.paralux.diff.DivergenceKind.VALUE;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A change of one thing in a reply, with the kinds of divergence by which it may be told. */
@SuppressWarnings("ImmutableEnumChecker") // Set.of makes one that is, and the functions hold nothing.
enum Mutation {
    FIRST_ROW_LOST(Tree::hasNamedRows, tree -> tree.rows().remove(0), true, MISSING_ROW),
    LAST_ROW_LOST(Tree::hasNamedRows, tree -> tree.rows().removeLast(), true, MISSING_ROW),
    HALF_OF_THE_ROWS_LOST(tree -> tree.hasNamedRows() && tree.rows().size() > 3, Tree::halve, false, MISSING_ROW),
    ALL_ROWS_LOST(Tree::hasNamedRows, tree -> tree.rows().removeAll(List.copyOf(tree.rows())), false, MISSING_ROW),
    ROW_ADDED(Tree::hasNamedRows, tree -> tree.rows().add(tree.renamed(0)), true, EXTRA_ROW),
    ROW_ADDED_IN_FRONT(Tree::hasNamedRows, tree -> tree.insert(tree.renamed(0)), true, EXTRA_ROW),
    ROW_TWICE(Tree::hasNamedRows, tree -> tree.rows().add(tree.rows().get(0)), true, DUPLICATE_ROW),
    ROW_RENAMED(Tree::hasNamedRows, tree -> tree.rows().set(0, tree.renamed(0)), false, MISSING_ROW, EXTRA_ROW),
    ROWS_SWAPPED(Tree::hasTwoNamedRows, tree -> tree.swap(0, 1), true, ORDER),
    ROWS_REVERSED(Tree::hasTwoNamedRows, tree -> tree.reverse(tree.rows()), true, ORDER),

    NUMBER_PLUS_ONE(BigInteger.class, number -> number.add(BigInteger.ONE), VALUE),
    NUMBER_MINUS_ONE(BigInteger.class, number -> number.subtract(BigInteger.ONE), VALUE),
    NUMBER_NEGATED(BigInteger.class, number -> number.signum() == 0 ? null : number.negate(), VALUE),
    NUMBER_BEYOND_DOUBLES(
            BigInteger.class, number -> number.add(BigInteger.TWO.pow(53)).add(BigInteger.ONE), VALUE),
    NUMBER_AS_TEXT(BigInteger.class, BigInteger::toString, TYPE),
    NUMBER_AS_BOOLEAN(BigInteger.class, number -> true, TYPE),
    TIME_ONE_STEP_LATER(Double.class, Math::nextUp, VALUE),
    TIME_CUT_TO_SECONDS(Double.class, time -> time == Math.rint(time) ? null : Double.valueOf(Math.rint(time)), VALUE),
    TEXT_LONGER(String.class, text -> text + "x", VALUE),
    TEXT_EMPTIED(String.class, text -> text.isEmpty() ? null : "", VALUE),
    TEXT_WITH_A_SPACE(String.class, text -> text + " ", VALUE),
    TEXT_IN_CAPITALS(String.class, text -> text.equals(Tree.capitals(text)) ? null : Tree.capitals(text), VALUE),
    TEXT_IN_A_LIST(String.class, List::of, TYPE),
    BOOLEAN_INVERTED(Boolean.class, yes -> !yes, VALUE),
    BOOLEAN_AS_TEXT(Boolean.class, String::valueOf, TYPE),
    LIST_ELEMENT_LOST(List.class, list -> list.isEmpty() ? null : list.subList(1, list.size()), MISSING),
    LIST_ELEMENT_ADDED(List.class, Tree::longer, EXTRA),
    LIST_AS_NULL(List.class, list -> Tree.NULL, TYPE),
    LIST_AS_OBJECT(List.class, list -> new LinkedHashMap<>(), TYPE),
    MEMBER_LOST(Map.class, map -> map.isEmpty() ? null : Tree.shorter(map), MISSING),
    MEMBER_ADDED(Map.class, map -> Tree.with(map, "newcomer", BigInteger.ONE), EXTRA),
    MEMBER_ADDED_AS_NULL(Map.class, map -> Tree.with(map, "newcomer", null), EXTRA),
    OBJECT_AS_LIST(Map.class, map -> List.of(), TYPE),

    STATUS_NO_DATA(Tree::hasPlainCells, tree -> tree.status(2), true, STATUS),
    STATUS_UNAVAILABLE(Tree::hasPlainCells, tree -> tree.status(3), true, STATUS),
    STATUS_OFFLINE(Tree::hasPlainCells, tree -> tree.status(4), true, STATUS),
    STATUS_UNKNOWN(Tree::hasPlainCells, tree -> tree.status(1), true, STATUS),
    CELL_WITHOUT_STATUS(Tree::hasPlainCells, Tree::bareCell, true, SHAPE),
    CELL_LOST(Tree::hasPlainCells, Tree::cellLost, true, SHAPE),
    CELL_TOO_MUCH(Tree::hasPlainCells, Tree::cellTwice, true, SHAPE),

    FIELD_TITLE(Tree::hasFields, tree -> tree.define("title", "Other"), true, FIELD_DEFINITION),
    FIELD_KIND(Tree::hasFields, tree -> tree.define("kind", "other kind"), true, FIELD_DEFINITION),
    FIELD_DOC(Tree::hasFields, tree -> tree.define("doc", "Other words"), true, FIELD_DEFINITION),
    FIELD_MEMBER_LOST(Tree::hasFields, tree -> tree.fields().getLast().remove("doc"), true, FIELD_DEFINITION),
    FIELD_RENAMED(Tree::hasFields, tree -> tree.define("name", "newcomer"), false, MISSING, EXTRA),
    FIELDS_REVERSED(Tree::hasTwoFieldsAlone, tree -> tree.reverse(tree.fields()), true, ORDER),

    ERROR_FOR_ANSWER(tree -> tree.succeeds(), tree -> tree.fail("OpExecError", "x"), true, ANSWER_OR_ERROR),
    ANSWER_FOR_ERROR(tree -> !tree.succeeds(), Tree::succeed, true, ANSWER_OR_ERROR),
    OTHER_ERROR(Tree::hasErrorClass, tree -> tree.error(0, "ProgrammerError"), true, ERROR_CLASS),
    OTHER_CODE(Tree::hasErrorCode, tree -> tree.code("wrong_state"), true, ERROR_CODE),
    ERROR_AS_TEXT(Tree::hasErrorClass, tree -> tree.put("result", "Caught exception: x"), true, ERROR_CLASS),
    RESULT_AS_NULL(tree -> tree.succeeds() && tree.result() != null, tree -> tree.put("result", null), true, TYPE),
    MEMBER_OF_THE_REPLY(tree -> true, tree -> tree.put("version", BigInteger.ONE), true, EXTRA);

    private final Predicate<Tree> applies;
    private final Function<Tree, @Nullable Object> change;
    private final boolean isOne;
    private final Set<DivergenceKind> expected;

    Mutation(
            Predicate<Tree> applies,
            Function<Tree, @Nullable Object> change,
            boolean isOne,
            DivergenceKind... expected) {
        this.applies = applies;
        this.change = tree -> {
            var _ = change.apply(tree);
            return true;
        };
        this.isOne = isOne;
        this.expected = Set.copyOf(Arrays.asList(expected));
    }

    /** Changes one value of this type in a cell, if there is one; {@code change} gives null where it has no use for it. */
    <T> Mutation(Class<T> type, Function<? super T, @Nullable Object> change, DivergenceKind expected) {
        this.applies = Tree::hasNamedCells;
        this.change = tree -> tree.changeOne(type, change) ? Boolean.TRUE : null;
        this.isOne = true;
        this.expected = Set.of(expected);
    }

    /** Whether it could be done. */
    boolean change(Tree tree) {
        return applies.test(tree) && change.apply(tree) != null;
    }

    boolean isOne() {
        return isOne;
    }

    Set<DivergenceKind> expected() {
        return expected;
    }

    /** A reply that is being changed. */
    @SuppressWarnings("unchecked")
    record Tree(Map<String, @Nullable Object> reply, Random random) {
        static final Object NULL = new Object();
        private static final Set<String> KEYS = Set.of("name", "id", "uuid", "node", "export");

        static Tree of(Map<?, ?> reply, Random random) {
            return new Tree((Map<String, @Nullable Object>) reply, random);
        }

        @Nullable Object result() {
            return reply.get("result");
        }

        boolean succeeds() {
            return Boolean.TRUE.equals(reply.get("success"));
        }

        private @Nullable Object part(String name) {
            return result() instanceof Map<?, ?> map ? map.get(name) : null;
        }

        List<@Nullable Object> rows() {
            return (List<@Nullable Object>) Objects.requireNonNull(part("data"));
        }

        List<Map<String, @Nullable Object>> fields() {
            return (List<Map<String, @Nullable Object>>) Objects.requireNonNull(part("fields"));
        }

        boolean hasFields() {
            return part("fields") instanceof List<?> fields && !fields.isEmpty();
        }

        boolean hasTwoFieldsAlone() {
            return hasFields()
                    && part("data") == null
                    && fields().size() > 1
                    && !fields().getFirst().equals(fields().getLast());
        }

        private List<String> names() {
            return fields().stream()
                    .map(each -> String.valueOf(each.get("name")))
                    .toList();
        }

        boolean hasNamedRows() {
            return hasCells() && names().contains("name") && distinct();
        }

        private boolean distinct() {
            return rows().stream().distinct().count() == rows().size();
        }

        boolean hasTwoNamedRows() {
            return hasNamedRows() && rows().size() > 1;
        }

        boolean hasCells() {
            return hasFields() && part("data") instanceof List<?> rows && !rows.isEmpty();
        }

        boolean hasNamedCells() {
            return hasCells() && names().stream().anyMatch(KEYS::contains) && distinct();
        }

        List<@Nullable Object> row(int index) {
            return (List<@Nullable Object>) Objects.requireNonNull(rows().get(index));
        }

        @Nullable Object halve() {
            int half = rows().size() / 2;
            rows().subList(half, rows().size()).clear();
            return rows();
        }

        @Nullable Object insert(Object row) {
            rows().addFirst(row);
            return row;
        }

        Object renamed(int index) {
            List<@Nullable Object> copy = new ArrayList<>(row(index));
            for (int column = 0; column < copy.size(); column++) {
                if (names().get(column).equals("name")) {
                    copy.set(column, List.of(BigInteger.ZERO, "newcomer.example.com"));
                }
            }
            return copy;
        }

        @Nullable Object swap(int i, int j) {
            Collections.swap(rows(), i, j);
            return true;
        }

        @Nullable Object reverse(List<?> list) {
            Collections.reverse(list);
            return true;
        }

        /** The last column that names no row, or -1. */
        private int plainColumn() {
            int column = names().size() - 1;
            while (column >= 0 && KEYS.contains(names().get(column))) {
                column--;
            }
            return column;
        }

        boolean hasPlainCells() {
            return hasNamedCells() && plainColumn() >= 0;
        }

        /** A cell of a row gets this status and no value. */
        @Nullable Object status(int status) {
            List<@Nullable Object> cell = new ArrayList<>();
            cell.add(BigInteger.valueOf(status));
            cell.add(null);
            List<@Nullable Object> row = row(random.nextInt(rows().size()));
            Object before = row.set(plainColumn(), cell);
            return cell.equals(before) ? cell.set(0, BigInteger.valueOf(status + 1)) : cell;
        }

        @Nullable Object bareCell() {
            return row(0).set(plainColumn(), "bare");
        }

        @Nullable Object cellLost() {
            return row(rows().size() - 1).removeLast();
        }

        @Nullable Object cellTwice() {
            List<@Nullable Object> row = row(0);
            return row.add(row.getLast());
        }

        @Nullable Object define(String member, String text) {
            return fields().getLast().put(member, text);
        }

        @Nullable Object put(String member, @Nullable Object value) {
            return reply.put(member, value);
        }

        @Nullable Object fail(String errorClass, String message) {
            reply.put("success", false);
            return reply.put("result", List.of(errorClass, List.of(message)));
        }

        @Nullable Object succeed() {
            reply.put("success", true);
            return reply.put("result", new ArrayList<>());
        }

        boolean hasErrorClass() {
            return !succeeds() && result() instanceof List<?>;
        }

        boolean hasErrorCode() {
            return hasErrorClass()
                    && ((List<?>) Objects.requireNonNull(((List<?>) Objects.requireNonNull(result())).get(1))).size()
                            == 2;
        }

        @Nullable Object error(int index, String text) {
            List<@Nullable Object> error = new ArrayList<>((List<?>) Objects.requireNonNull(result()));
            error.set(index, text);
            return reply.put("result", error);
        }

        @Nullable Object code(String code) {
            Object errorClass = ((List<?>) Objects.requireNonNull(result())).getFirst();
            return reply.put("result", List.of(errorClass, List.of("x", code)));
        }

        /** Changes one of the values of a type in cells that name no row, chosen at random. */
        <T> boolean changeOne(Class<T> type, Function<? super T, @Nullable Object> change) {
            List<Runnable> ways = new ArrayList<>();
            for (Object row : rows()) {
                List<@Nullable Object> cells = (List<@Nullable Object>) Objects.requireNonNull(row);
                for (int column = 0; column < cells.size(); column++) {
                    String name = names().get(column);
                    List<@Nullable Object> cell = (List<@Nullable Object>) Objects.requireNonNull(cells.get(column));
                    boolean isSet = name.equals("tags");
                    Object changed = KEYS.contains(name) || isSet || !type.isInstance(cell.get(1))
                            ? null
                            : change.apply(type.cast(cell.get(1)));
                    if (changed != null) {
                        ways.add(() -> cell.set(1, changed == NULL ? null : changed));
                    }
                }
            }
            if (ways.isEmpty()) {
                return false;
            }
            ways.get(random.nextInt(ways.size())).run();
            return true;
        }

        static String capitals(String text) {
            return text.toUpperCase(java.util.Locale.ROOT);
        }

        static Object longer(List<?> list) {
            List<@Nullable Object> longer = new ArrayList<>(list);
            longer.add("newcomer");
            return longer;
        }

        static Object shorter(Map<?, ?> map) {
            Map<String, @Nullable Object> shorter = new LinkedHashMap<>((Map<String, ?>) map);
            shorter.remove(shorter.keySet().iterator().next());
            return shorter;
        }

        static Object with(Map<?, ?> map, String key, @Nullable Object value) {
            Map<String, @Nullable Object> longer = new LinkedHashMap<>((Map<String, ?>) map);
            longer.put(key, value);
            return longer;
        }
    }
}

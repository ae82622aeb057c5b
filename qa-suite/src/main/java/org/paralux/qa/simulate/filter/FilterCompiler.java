package org.paralux.qa.simulate.filter;

import java.util.List;
import java.util.function.Predicate;
import org.paralux.qa.simulate.field.Field;
import org.paralux.qa.simulate.field.FieldTable;
import tools.jackson.databind.JsonNode;

/** Makes a filter run over rows of type {@code R}. */
public final class FilterCompiler<R> {
    private final FieldTable<R> fields;
    private final FilterLanguage language;

    public FilterCompiler(FieldTable<R> fields, FilterLanguage language) {
        this.fields = fields;
        this.language = language;
    }

    /**
     * The condition that {@code filter} states.
     *
     * @throws org.paralux.qa.simulate.wire.RequestFailure here for a field that does not exist, and from the predicate
     *     for a value that cannot be compared
     */
    public Predicate<R> compile(Filter filter) {
        return switch (filter) {
            case Filter.All() -> _ -> true;
            case Filter.And(List<Filter> operands) -> all(operands);
            case Filter.Or(List<Filter> operands) -> any(operands);
            case Filter.Not(Filter operand) -> compile(operand).negate();
            case Filter.Truth(String name) -> {
                Field<R> field = field(name);
                yield row -> language.isTrue(field.getter().in(row));
            }
            case Filter.Compare(Filter.Operator operator, String name, JsonNode value) -> {
                Field<R> field = field(name);
                language.check(field, value);
                yield row -> language.compare(operator, field, field.getter().in(row), value);
            }
            case Filter.Matches(String name, var pattern) -> {
                Field<R> field = field(name);
                yield row -> language.matches(field.getter().in(row), pattern);
            }
            case Filter.Contains(String name, JsonNode value) -> {
                Field<R> field = field(name);
                yield row -> language.contains(field.getter().in(row), value);
            }
        };
    }

    private Predicate<R> all(List<Filter> operands) {
        List<Predicate<R>> conditions = operands.stream().map(this::compile).toList();
        return row -> conditions.stream().allMatch(condition -> condition.test(row));
    }

    private Predicate<R> any(List<Filter> operands) {
        List<Predicate<R>> conditions = operands.stream().map(this::compile).toList();
        return row -> conditions.stream().anyMatch(condition -> condition.test(row));
    }

    private Field<R> field(String name) {
        return fields.find(name).orElseThrow(() -> language.unknownField(name));
    }
}

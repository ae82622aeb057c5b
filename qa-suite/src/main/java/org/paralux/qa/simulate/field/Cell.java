package org.paralux.qa.simulate.field;

import java.util.Arrays;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.NullNode;

/**
 * One field of one row: on the wire {@code [status, value]}.
 *
 * @param value JSON null in every state but {@link State#NORMAL}
 */
public record Cell(State state, JsonNode value) {
    public static final Cell UNKNOWN = new Cell(State.UNKNOWN, NullNode.getInstance());
    public static final Cell NO_DATA = new Cell(State.NO_DATA, NullNode.getInstance());
    public static final Cell UNAVAILABLE = new Cell(State.UNAVAILABLE, NullNode.getInstance());
    public static final Cell OFFLINE = new Cell(State.OFFLINE, NullNode.getInstance());

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    public Cell {
        if (state != State.NORMAL && !value.isNull()) {
            throw new IllegalArgumentException("value: present (expected: null in state " + state + ")");
        }
    }

    /** Why there is a value, or why not. */
    public enum State {
        NORMAL(0),
        /** No such field. */
        UNKNOWN(1),
        /** It should be there and could not be fetched. */
        NO_DATA(2),
        /** It does not apply to this row. */
        UNAVAILABLE(3),
        /** The node that knows is marked offline. */
        OFFLINE(4);

        private final int status;

        State(int status) {
            this.status = status;
        }
    }

    /** The cell that {@link #toJson} wrote. */
    public static Cell read(JsonNode statusAndValue) {
        int status = statusAndValue.path(0).asInt(-1);
        return Arrays.stream(State.values())
                .filter(state -> state.status == status)
                .findFirst()
                .map(state -> new Cell(state, statusAndValue.path(1)))
                .orElseThrow(() -> new IllegalArgumentException("cell: " + statusAndValue + " (expected: a status)"));
    }

    public static Cell of(JsonNode value) {
        return new Cell(State.NORMAL, value);
    }

    public static Cell of(String text) {
        return of(JSON.stringNode(text));
    }

    public static Cell of(boolean flag) {
        return of(JSON.booleanNode(flag));
    }

    public static Cell of(long number) {
        return of(JSON.numberNode(number));
    }

    public static Cell ofTexts(Iterable<String> texts) {
        var array = JSON.arrayNode();
        texts.forEach(array::add);
        return of(array);
    }

    /** The value where there is one, or else that it does not apply. */
    public static Cell orUnavailable(Optional<JsonNode> value) {
        return value.map(Cell::of).orElse(UNAVAILABLE);
    }

    public boolean isNormal() {
        return state == State.NORMAL;
    }

    public JsonNode toJson() {
        return JSON.arrayNode().add(state.status).add(value);
    }
}

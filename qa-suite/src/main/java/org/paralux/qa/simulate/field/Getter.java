package org.paralux.qa.simulate.field;

/** Finds a field's value in a row of type {@code R}. */
@FunctionalInterface
public interface Getter<R> {
    Cell in(R row);
}

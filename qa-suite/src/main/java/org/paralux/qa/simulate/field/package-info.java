/**
 * Fields as data: what a field is called, what kind of value it has, and how the value is found in a row.
 *
 * <p>The tables are files, {@code fields/*.csv}: a {@link org.paralux.qa.simulate.field.FieldTable} is read from one of
 * them and from the verbs that its rows understand. Start there.
 */
@NullMarked
package org.paralux.qa.simulate.field;

import org.jspecify.annotations.NullMarked;

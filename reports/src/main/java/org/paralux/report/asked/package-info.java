/**
 * What queries ask, taken from the records of a log: the request to send again, the {@code gnt-*} line that asks the
 * same, and what of the universe of queries they touch. Start with {@link org.paralux.report.asked.AskedQuery}.
 */
@NullMarked
package org.paralux.report.asked;

import org.jspecify.annotations.NullMarked;

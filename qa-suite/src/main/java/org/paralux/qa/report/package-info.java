/**
 * What a run came to, for people and for machines.
 *
 * <p>Start with {@link org.paralux.qa.report.QaReport}.
 */
@NullMarked
package org.paralux.qa.report;

import org.jspecify.annotations.NullMarked;

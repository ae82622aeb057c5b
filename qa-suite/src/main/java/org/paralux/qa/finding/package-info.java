/**
 * What two daemons differ in: symptoms of single cases, findings of a cause, the shortest query that shows one, the corpus
 * in which it is kept, and what is accepted for a time.
 *
 * <p>Start with {@link org.paralux.qa.finding.Symptom}.
 */
@NullMarked
package org.paralux.qa.finding;

import org.jspecify.annotations.NullMarked;

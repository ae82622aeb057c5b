/**
 * Queries: which rows a resource has, which fields its rows have, and what a daemon answers.
 *
 * <p>Each resource is a table of fields (a file) and a handful of verbs that find values in its rows (a class). Start
 * with {@link org.paralux.qa.simulate.query.QueryEngine}, then {@link org.paralux.qa.simulate.query.Resource}.
 */
@NullMarked
package org.paralux.qa.simulate.query;

import org.jspecify.annotations.NullMarked;

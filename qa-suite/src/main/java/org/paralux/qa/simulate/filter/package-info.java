/**
 * The filter language: from the JSON of a request to a predicate over rows, by the rules of either daemon.
 *
 * <p>Start with {@link org.paralux.qa.simulate.filter.Filter}; a {@link org.paralux.qa.simulate.filter.FilterLanguage}
 * reads one, a {@link org.paralux.qa.simulate.filter.FilterCompiler} makes it run.
 */
@NullMarked
package org.paralux.qa.simulate.filter;

import org.jspecify.annotations.NullMarked;

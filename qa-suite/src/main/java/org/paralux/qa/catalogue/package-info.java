/**
 * Queries to compare two daemons by: every resource, all fields and each alone, names, filters, and the classic calls.
 *
 * <p>Out of what one daemon says it has come requests. Start with {@link org.paralux.qa.catalogue.QueryCatalogue}.
 */
@NullMarked
package org.paralux.qa.catalogue;

import org.jspecify.annotations.NullMarked;

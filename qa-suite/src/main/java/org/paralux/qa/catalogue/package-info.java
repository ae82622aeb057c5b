/**
 * What two daemons can be asked: every resource and field, names, filters, the classic calls, wrong requests and odd
 * frames.
 *
 * <p>Out of what the daemons say they have come cases. Start with {@link org.paralux.qa.catalogue.Catalogue}.
 */
@NullMarked
package org.paralux.qa.catalogue;

import org.jspecify.annotations.NullMarked;

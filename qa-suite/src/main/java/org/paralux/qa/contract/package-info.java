/**
 * What a reply must keep to, whatever the other daemon says: values fit their kind, status and null agree, rows are as wide
 * as their fields.
 *
 * <p>Start with {@link org.paralux.qa.contract.Contract}.
 */
@NullMarked
package org.paralux.qa.contract;

import org.jspecify.annotations.NullMarked;

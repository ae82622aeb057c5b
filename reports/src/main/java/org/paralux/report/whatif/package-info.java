/**
 * Had classes been cut over: how many answers would have changed, and for whom. Start with
 * {@link org.paralux.report.whatif.WhatIfBuilder}.
 */
@NullMarked
package org.paralux.report.whatif;

import org.jspecify.annotations.NullMarked;

@NullMarked
package org.paralux.report.tally;

import org.jspecify.annotations.NullMarked;

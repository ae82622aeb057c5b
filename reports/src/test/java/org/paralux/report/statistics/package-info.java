@NullMarked
package org.paralux.report.statistics;

import org.jspecify.annotations.NullMarked;

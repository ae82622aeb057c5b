@NullMarked
package org.paralux.report.asked;

import org.jspecify.annotations.NullMarked;

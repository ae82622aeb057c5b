@NullMarked
package org.paralux.report.readiness;

import org.jspecify.annotations.NullMarked;

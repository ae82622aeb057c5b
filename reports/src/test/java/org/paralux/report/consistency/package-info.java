@NullMarked
package org.paralux.report.consistency;

import org.jspecify.annotations.NullMarked;

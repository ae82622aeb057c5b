@NullMarked
package org.paralux.report.log;

import org.jspecify.annotations.NullMarked;

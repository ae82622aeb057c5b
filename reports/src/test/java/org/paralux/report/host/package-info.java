@NullMarked
package org.paralux.report.host;

import org.jspecify.annotations.NullMarked;

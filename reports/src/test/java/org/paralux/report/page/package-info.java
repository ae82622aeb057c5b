@NullMarked
package org.paralux.report.page;

import org.jspecify.annotations.NullMarked;

@NullMarked
package org.paralux.report.html;

import org.jspecify.annotations.NullMarked;

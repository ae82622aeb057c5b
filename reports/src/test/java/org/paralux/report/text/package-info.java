@NullMarked
package org.paralux.report.text;

import org.jspecify.annotations.NullMarked;

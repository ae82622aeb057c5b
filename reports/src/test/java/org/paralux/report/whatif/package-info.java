@NullMarked
package org.paralux.report.whatif;

import org.jspecify.annotations.NullMarked;

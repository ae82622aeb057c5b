@NullMarked
package org.paralux.report;

import org.jspecify.annotations.NullMarked;

@NullMarked
package org.paralux.report.json;

import org.jspecify.annotations.NullMarked;

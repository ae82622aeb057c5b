@NullMarked
package org.paralux.qa.report;

import org.jspecify.annotations.NullMarked;

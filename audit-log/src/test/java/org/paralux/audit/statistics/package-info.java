@NullMarked
package org.paralux.audit.statistics;

import org.jspecify.annotations.NullMarked;

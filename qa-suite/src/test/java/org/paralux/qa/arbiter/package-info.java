@NullMarked
package org.paralux.qa.arbiter;

import org.jspecify.annotations.NullMarked;

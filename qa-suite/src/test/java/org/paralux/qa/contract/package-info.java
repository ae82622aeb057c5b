@NullMarked
package org.paralux.qa.contract;

import org.jspecify.annotations.NullMarked;

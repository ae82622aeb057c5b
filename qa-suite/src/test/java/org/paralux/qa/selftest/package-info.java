@NullMarked
package org.paralux.qa.selftest;

import org.jspecify.annotations.NullMarked;

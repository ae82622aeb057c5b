@NullMarked
package org.paralux.qa.catalogue;

import org.jspecify.annotations.NullMarked;

@NullMarked
package org.paralux.proxy.units;

import org.jspecify.annotations.NullMarked;

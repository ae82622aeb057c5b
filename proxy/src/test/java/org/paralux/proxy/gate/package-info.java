@NullMarked
package org.paralux.proxy.gate;

import org.jspecify.annotations.NullMarked;

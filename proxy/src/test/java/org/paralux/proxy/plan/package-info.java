@NullMarked
package org.paralux.proxy.plan;

import org.jspecify.annotations.NullMarked;

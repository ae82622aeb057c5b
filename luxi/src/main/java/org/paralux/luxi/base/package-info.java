/** What every module uses, and what has nothing to do with LUXI. */
@NullMarked
package org.paralux.luxi.base;

import org.jspecify.annotations.NullMarked;

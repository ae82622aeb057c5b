/** Small files of the state folder that outlive a restart. See {@link org.paralux.proxy.kept.StateFile}. */
@NullMarked
package org.paralux.proxy.kept;

import org.jspecify.annotations.NullMarked;

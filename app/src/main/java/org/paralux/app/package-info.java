/** The {@code paralux} command line: reads settings, calls the modules, turns outcomes into words and exit codes. */
@NullMarked
package org.paralux.app;

import org.jspecify.annotations.NullMarked;

/**
 * What the files of this host say of a program: whose it is, which package has it, what starts it. Start with
 * {@link org.paralux.report.host.HostFiles}.
 */
@NullMarked
package org.paralux.report.host;

import org.jspecify.annotations.NullMarked;

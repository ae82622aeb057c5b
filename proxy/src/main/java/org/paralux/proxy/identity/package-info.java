/**
 * Who is behind a connection, as the kernel names it. The credentials of an accepted socket go in, at once and without
 * waiting; a {@link org.paralux.audit.ClientFacts} comes out a moment later, graded by how certain it is. Start with
 * {@link org.paralux.proxy.identity.ClientIdentifier}.
 */
@NullMarked
package org.paralux.proxy.identity;

import org.jspecify.annotations.NullMarked;

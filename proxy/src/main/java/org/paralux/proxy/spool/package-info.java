/**
 * Holds bodies that are too large for memory on the disk, in files without a name, and gives them back as payloads.
 * Takes pieces from the event loops, which never wait here, and replies from whoever asks a daemon. Start with
 * {@link org.paralux.proxy.spool.Spool}.
 */
@NullMarked
package org.paralux.proxy.spool;

import org.jspecify.annotations.NullMarked;

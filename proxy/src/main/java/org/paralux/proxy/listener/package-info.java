/**
 * The life of the socket that clients connect to: where it is bound, whose file is whose, when it hides. Steps on paths
 * run on the keeper's thread, under a lock file; nothing that is not ours is ever unlinked, renamed or chmod-ed. Start
 * with {@link org.paralux.proxy.listener.Listener}.
 */
@NullMarked
package org.paralux.proxy.listener;

import org.jspecify.annotations.NullMarked;

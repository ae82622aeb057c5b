/**
 * The dashboard: one page and what it asks for, over HTTP on loopback or a Unix socket, on an event loop of its own. Start
 * with {@link org.paralux.proxy.web.WebServer}; who may see what is in {@link org.paralux.proxy.web.Sessions} and
 * {@link org.paralux.proxy.web.RequestGuard}.
 */
@NullMarked
package org.paralux.proxy.web;

import org.jspecify.annotations.NullMarked;

/**
 * What a process tells the service manager that started it: that it serves, that it ends, and that it is alive. Start
 * with {@link org.paralux.proxy.service.ServiceNotifier}.
 */
@NullMarked
package org.paralux.proxy.service;

import org.jspecify.annotations.NullMarked;

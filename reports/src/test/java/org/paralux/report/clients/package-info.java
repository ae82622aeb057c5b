@NullMarked
package org.paralux.report.clients;

import org.jspecify.annotations.NullMarked;

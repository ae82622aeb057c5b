/** What holds for the sample clients. */
@NullMarked
package org.paralux.qa.clients;

import org.jspecify.annotations.NullMarked;

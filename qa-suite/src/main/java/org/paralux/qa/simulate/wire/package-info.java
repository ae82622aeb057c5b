/**
 * The text of LUXI messages as each daemon reads and writes it, and the ways in which a request can fail.
 *
 * <p>Bytes come in; a {@link org.paralux.qa.simulate.wire.LuxiCall} leaves to be executed, and a result goes back
 * through a {@link org.paralux.qa.simulate.wire.TextStyle}. Start with those two.
 */
@NullMarked
package org.paralux.qa.simulate.wire;

import org.jspecify.annotations.NullMarked;

/**
 * How far each query class has come, and what follows from it for a request: who answers it. Knows no socket; the relay
 * asks {@link org.paralux.proxy.rollout.StageRouter}, and changes come through {@link org.paralux.proxy.rollout.Rollout}.
 */
@NullMarked
package org.paralux.proxy.rollout;

import org.jspecify.annotations.NullMarked;

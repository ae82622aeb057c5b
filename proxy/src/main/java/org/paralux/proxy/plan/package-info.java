/**
 * Moves query classes on by a plan that somebody started, and back where a gate is breached. Start with
 * {@link org.paralux.proxy.plan.RolloutPlan}, {@link org.paralux.proxy.plan.PlanRun} and
 * {@link org.paralux.proxy.plan.Guard}.
 */
@NullMarked
package org.paralux.proxy.plan;

import org.jspecify.annotations.NullMarked;

/**
 * What the embedded daemons know of a cluster: Ganeti's own {@code config.data} as a tree behind small accessors, and
 * beside it the run-time state that a real daemon would ask the nodes for.
 *
 * <p>Files come in; a {@link org.paralux.qa.simulate.model.ClusterImage} leaves, immutable and indexed. Start there.
 */
@NullMarked
package org.paralux.qa.simulate.model;

import org.jspecify.annotations.NullMarked;

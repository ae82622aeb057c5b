/**
 * Settings from one YAML file and the flags over it. Every key is a {@link org.paralux.app.settings.Setting}; what is
 * wrong is told with line, key and what was expected.
 */
@NullMarked
package org.paralux.app.settings;

import org.jspecify.annotations.NullMarked;

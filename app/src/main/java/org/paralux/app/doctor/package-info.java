/**
 * What may be wrong on a host before a proxy comes before its daemon, and after. Each
 * {@link org.paralux.app.doctor.Check} looks at one matter of a {@link org.paralux.app.doctor.Patient} and changes
 * nothing; {@link org.paralux.app.doctor.Doctor} has them all.
 */
@NullMarked
package org.paralux.app.doctor;

import org.jspecify.annotations.NullMarked;

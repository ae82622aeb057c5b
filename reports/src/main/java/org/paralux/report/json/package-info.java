/** Reports as JSON: the model itself, member by member. Start with {@link org.paralux.report.json.ReportJson}. */
@NullMarked
package org.paralux.report.json;

import org.jspecify.annotations.NullMarked;

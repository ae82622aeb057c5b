/**
 * Pages as one HTML file that is whole by itself: templates that escape what they print, a style, a script, and the chart
 * library from its package. Start with {@link org.paralux.report.html.PageHtml}.
 */
@NullMarked
package org.paralux.report.html;

import org.jspecify.annotations.NullMarked;

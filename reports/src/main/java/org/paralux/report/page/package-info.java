/**
 * A report laid out for reading, whatever it is printed as: what it says first, sections of paragraphs, tables, charts and
 * cards. Each report's model is made into a {@link org.paralux.report.page.Page} once; renderers print that as text,
 * Markdown, CSV or HTML and compute nothing. Start with {@link org.paralux.report.page.Page}.
 */
@NullMarked
package org.paralux.report.page;

import org.jspecify.annotations.NullMarked;

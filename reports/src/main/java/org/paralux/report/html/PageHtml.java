package org.paralux.report.html;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import org.paralux.report.page.Page;

/**
 * Prints a page as one HTML file, which opens from the disk and asks nothing of any network. The templates are compiled
 * with the product and escape whatever they print; only the product's own style and scripts run, which the page's policy
 * names by their digests. Thread-safe.
 */
public final class PageHtml {
    private static final TemplateEngine TEMPLATES = TemplateEngine.createPrecompiled(ContentType.Html);

    private PageHtml() {}

    public static String render(Page page) {
        VisibleOutput out = new VisibleOutput();
        TEMPLATES.render("page.jte", new HtmlPage(page), out);
        return out.toString();
    }
}

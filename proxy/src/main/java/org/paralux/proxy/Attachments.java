package org.paralux.proxy;

import org.paralux.proxy.live.ClientAdvisor;
import org.paralux.proxy.web.ReportPages;

/** What a proxy shows but does not know itself. */
public record Attachments(ClientAdvisor advisor, ReportPages reports) {
    /** Nothing. */
    public static final Attachments NONE = new Attachments(ClientAdvisor.NONE, ReportPages.NONE);
}

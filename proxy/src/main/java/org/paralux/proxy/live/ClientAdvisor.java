package org.paralux.proxy.live;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.paralux.audit.AuditEvent;
import org.paralux.audit.ClientFacts;

/** Knows what to do about a client. Called on a thread that shows things, a few times for each client. */
@FunctionalInterface
public interface ClientAdvisor {
    /** Knows nothing. */
    ClientAdvisor NONE = (_, facts, _) -> new Advice(facts.key(), "", false, "", "");

    /**
     * What to do about one client.
     *
     * @param run how the proxy was started; null where that is not known
     * @param samples one of its exchanges for each class, of those that are short
     */
    Advice advise(AuditEvent.@Nullable ProxyStarted run, ClientFacts facts, List<AuditEvent.Exchange> samples);
}

package org.paralux.proxy.shadow;

import org.paralux.audit.ClientFacts;
import org.paralux.luxi.Query;
import org.paralux.proxy.tee.Exchange;

/**
 * An eligible query and how it went, on its way to become a trial.
 *
 * @param id of the exchange
 */
public record Candidate(String id, ClientFacts client, Query query, Exchange exchange) {}

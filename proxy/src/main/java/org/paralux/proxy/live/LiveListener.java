package org.paralux.proxy.live;

import java.time.Instant;
import org.paralux.audit.AuditEvent;
import org.paralux.audit.ClientFacts;

/** Is told what is new. Called on the thread that recorded it, so it must return at once. */
public interface LiveListener {
    LiveListener NONE = new LiveListener() {
        @Override
        public void newCause(Instant time, AuditEvent.DivergenceFound first) {}

        @Override
        public void newMisdirectedClient(Instant time, ClientFacts client) {}
    };

    /** Two replies differ in a way that this run had not seen. */
    void newCause(Instant time, AuditEvent.DivergenceFound first);

    /** A client sent its first misdirected query of this run. */
    void newMisdirectedClient(Instant time, ClientFacts client);
}

package org.paralux.proxy.gate;

import java.time.Instant;

/** Is told of gates. Called on the thread that recorded the outcome, with no lock held. */
public interface GateListener {
    GateListener NONE = new GateListener() {
        @Override
        public void breached(Breach breach) {}

        @Override
        public void opened(String queryClass, GateKind kind, Instant time) {}
    };

    /** A gate was breached, also when it had been before. */
    void breached(Breach breach);

    /** A gate that was breached is open again. */
    void opened(String queryClass, GateKind kind, Instant time);
}

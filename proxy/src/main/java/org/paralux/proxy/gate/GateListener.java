package org.paralux.proxy.gate;

import java.time.Instant;

/** Is told of gates. Called on the thread that recorded the outcome, with no lock held. */
public interface GateListener {
    GateListener NONE = new GateListener() {
        @Override
        public void breached(Breach breach) {}

        @Override
        public void opened(String queryClass, GateKind kind, Instant time) {}

        @Override
        public void ready(String queryClass) {}
    };

    /** A gate was breached, also when it had been before. */
    void breached(Breach breach);

    /** A gate that was breached is open again. */
    void opened(String queryClass, GateKind kind, Instant time);

    /** All gates of a class pass by now that can before a client has the shadow's answer. */
    void ready(String queryClass);
}

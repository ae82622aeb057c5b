package org.paralux.proxy.epoch;

import java.nio.file.Path;
import java.util.Optional;
import org.paralux.proxy.identity.DaemonProcess;

/** How it is found out which build of a daemon listens on a socket. Both may block for two seconds. */
public interface DaemonProbe {
    /** The kernel's word on the process, and the daemon's own on its release. */
    DaemonProbe REAL = new DaemonProbe() {
        @Override
        public Optional<DaemonProcess> process(Path socket) {
            return DaemonProcess.listeningAt(socket);
        }

        @Override
        public DaemonFacts facts(Path socket) {
            return DaemonFacts.ask(socket);
        }
    };

    /** Who listens there; empty where nobody does, or the kernel does not tell. */
    Optional<DaemonProcess> process(Path socket);

    /** What it says of itself. */
    DaemonFacts facts(Path socket);
}

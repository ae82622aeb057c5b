package org.paralux.app;

import java.nio.file.Path;
import org.paralux.proxy.kernel.ThisHost;
import org.paralux.report.host.HostFiles;

/** The files of the host that this process runs on. */
final class HostScripts {
    private HostScripts() {}

    static HostFiles here() {
        return new HostFiles(Path.of("/"), ThisHost.name());
    }
}

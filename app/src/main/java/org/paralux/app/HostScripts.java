package org.paralux.app;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import org.paralux.report.host.HostFiles;

/** The files of the host that this process runs on. */
final class HostScripts {
    private static final String NOWHERE = "";

    private HostScripts() {}

    static HostFiles here() {
        return new HostFiles(Path.of("/"), hostName());
    }

    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            String name = System.getenv("HOSTNAME");
            return name == null ? NOWHERE : name;
        }
    }
}

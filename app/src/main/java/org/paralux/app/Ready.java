package org.paralux.app;

import java.util.concurrent.TimeUnit;
import org.paralux.proxy.Proxy;
import picocli.CommandLine.Model.CommandSpec;

/** Says {@code ready} on standard output, once the path is served, which may be long after the start. */
final class Ready {
    private static final long CHECK_MILLIS = 50;

    private Ready() {}

    static void print(CommandSpec spec, Proxy proxy, StopSignal stop) throws InterruptedException {
        while (!proxy.isServing()) {
            if (stop.await(CHECK_MILLIS, TimeUnit.MILLISECONDS)) {
                return;
            }
        }
        spec.commandLine().getOut().println("ready");
        spec.commandLine().getOut().flush();
    }
}

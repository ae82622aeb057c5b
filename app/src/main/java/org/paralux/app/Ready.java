package org.paralux.app;

import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.paralux.proxy.Proxy;
import picocli.CommandLine.Model.CommandSpec;

/** Says {@code ready} on standard output, once the path is served, which may be long after the start. */
final class Ready {
    private static final long CHECK_MILLIS = 50;

    private Ready() {}

    /**
     * Waits for it.
     *
     * @param then further lines behind it
     * @return whether the path is served; false where the program was asked to end before
     */
    static boolean print(CommandSpec spec, Proxy proxy, StopSignal stop, List<String> then)
            throws InterruptedException {
        while (!proxy.isServing()) {
            if (stop.await(CHECK_MILLIS, TimeUnit.MILLISECONDS)) {
                return false;
            }
        }
        PrintWriter out = spec.commandLine().getOut();
        out.println("ready");
        then.forEach(out::println);
        out.flush();
        return true;
    }
}

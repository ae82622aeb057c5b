package org.paralux.proxy.web;

import java.io.IOException;
import java.util.Optional;

/** What the dashboard shows. Thread-safe; methods that may wait for the disk say so. */
public interface WebContent {
    /** Everything at this moment, as JSON; costs little however often it is asked. */
    byte[] state();

    /** The causes that contain all words of a text, as JSON. */
    byte[] causes(String text);

    /** Both replies of one trial, as JSON; empty where nothing of it is kept. Waits for the disk. */
    Optional<byte[]> divergence(String exchange) throws IOException;

    /** A report by its name; empty where there is none. Waits for the disk. */
    Optional<ReportPages.Rendered> report(String name) throws IOException;

    /** In the text form of Prometheus. */
    String metrics();

    /** Whether the proxy does what it should. */
    boolean healthy();

    /** Whether clients are accepted. */
    boolean ready();
}

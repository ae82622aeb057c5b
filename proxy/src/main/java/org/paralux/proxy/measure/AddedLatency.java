package org.paralux.proxy.measure;

/**
 * What the proxy itself adds to an exchange, in two parts that together bound it from both sides:
 *
 * <ul>
 *   <li>{@link #carry}: from bytes being read to their being handed to the other side's socket, for each read that ends a
 *       frame, of requests and of replies;
 *   <li>{@link #wake}: how late an event loop is for a timer, ten times a second. Bytes that arrive wait as long until
 *       they are read.
 * </ul>
 *
 * <p>Not in it: the kernel's own time for a second socket, and waiting for a client that does not read.
 */
public record AddedLatency(Spread carry, Spread wake) {
    public AddedLatency() {
        this(new Spread(), new Spread());
    }
}

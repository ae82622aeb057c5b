package org.paralux.proxy.web;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where the dashboard listens: never where another host could reach it. */
public sealed interface WebAddress {
    /** A port of this host alone. */
    record Tcp(InetSocketAddress address) implements WebAddress {
        public Tcp {
            if (!address.getAddress().isLoopbackAddress()) {
                throw new IllegalArgumentException(address + " (expected: a loopback address)");
            }
        }

        @Override
        public String url() {
            return "http://" + urlHost(address.getAddress()) + ":" + address.getPort() + "/";
        }

        private static String urlHost(InetAddress address) {
            String host = address.getHostAddress();
            return host.indexOf(':') < 0 ? host : "[" + host + "]";
        }
    }

    /** A Unix socket, for {@code ssh -L PORT:PATH}. */
    record UnixPath(Path path) implements WebAddress {
        /** Where {@code ssh -L} is told to listen by the hint that is printed. */
        public static final int FORWARDED_PORT = 8710;

        @Override
        public String url() {
            return "http://localhost:" + FORWARDED_PORT + "/";
        }
    }

    Pattern HOST_AND_PORT = Pattern.compile("(localhost|[0-9.]+|\\[[0-9a-fA-F:.]+])(?::(\\d{1,5}))");

    /** What a browser is to open. */
    String url();

    /**
     * Reads {@code HOST:PORT} or a path, which has a slash in it.
     *
     * @throws IllegalArgumentException saying what is expected
     */
    static WebAddress parse(String text) {
        if (text.indexOf('/') >= 0) {
            return new UnixPath(Path.of(text));
        }
        Matcher matcher = HOST_AND_PORT.matcher(text);
        if (!matcher.matches() || Integer.parseInt(matcher.group(2)) > 65_535) {
            throw new IllegalArgumentException("'" + text
                    + "' (expected: HOST:PORT such as 127.0.0.1:8710, or a path such as /run/paralux/dashboard)");
        }
        InetAddress host = literal(text, matcher.group(1));
        if (!host.isLoopbackAddress()) {
            throw new IllegalArgumentException(
                    "'" + text + "' (expected: a loopback address such as 127.0.0.1; for another host use ssh -L)");
        }
        return new Tcp(new InetSocketAddress(host, Integer.parseInt(matcher.group(2))));
    }

    /** No name but localhost is looked up. */
    private static InetAddress literal(String text, String host) {
        try {
            return InetAddress.getByName(URI.create("http://" + host).getHost());
        } catch (UnknownHostException | IllegalArgumentException | NullPointerException e) {
            throw new IllegalArgumentException("'" + text + "' (expected: an address such as 127.0.0.1)", e);
        }
    }
}

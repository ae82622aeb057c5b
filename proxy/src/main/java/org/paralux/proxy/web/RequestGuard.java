package org.paralux.proxy.web;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.cookie.Cookie;
import io.netty.handler.codec.http.cookie.ServerCookieDecoder;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Whether a request can come from our own page. A foreign page in the same browser may send requests here too: then
 * {@code Origin} names it, or {@code Host} the name that its server gave to this address. Through {@code ssh -L} the port
 * may be any.
 */
final class RequestGuard {
    static final String COOKIE = "paralux-session";

    private static final Pattern OUR_HOST = Pattern.compile("(localhost|127\\.0\\.0\\.\\d{1,3}|\\[::1])(:\\d{1,5})?");

    private final Sessions sessions;

    RequestGuard(Sessions sessions) {
        this.sessions = sessions;
    }

    /** Why a request is refused whoever sent it; null where it is not. */
    @Nullable String objection(HttpRequest request) {
        String host = request.headers().get(HttpHeaderNames.HOST);
        if (host == null || !OUR_HOST.matcher(host).matches()) {
            return "host";
        }
        String origin = request.headers().get(HttpHeaderNames.ORIGIN);
        return origin == null || origin.equals("http://" + host) ? null : "origin";
    }

    /** @param used see {@link Sessions#isOpen} */
    boolean hasSession(HttpRequest request, boolean used) {
        return session(request).filter(secret -> sessions.isOpen(secret, used)).isPresent();
    }

    Optional<String> session(HttpRequest request) {
        String header = request.headers().get(HttpHeaderNames.COOKIE);
        if (header == null) {
            return Optional.empty();
        }
        return ServerCookieDecoder.STRICT.decode(header).stream()
                .filter(cookie -> cookie.name().equals(COOKIE))
                .map(Cookie::value)
                .findFirst();
    }
}

package org.paralux.proxy.web;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import java.nio.charset.StandardCharsets;

/** Responses, each with the headers that keep a browser from doing more with it than to show it. */
final class Responses {
    static final String JSON = "application/json; charset=utf-8";
    static final String TEXT = "text/plain; charset=utf-8";

    private static final String OWN_PAGE =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
                    + " connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    /** A report is whole in itself and has scripts inside, so it gets no origin and no way out. */
    private static final String REPORT = "sandbox allow-scripts allow-downloads; default-src 'none';"
            + " script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data:; font-src data:; base-uri 'none';"
            + " form-action 'none'; frame-ancestors 'none'";

    private Responses() {}

    static FullHttpResponse of(HttpResponseStatus status, String contentType, byte[] body) {
        FullHttpResponse response =
                new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, status, Unpooled.wrappedBuffer(body));
        secure(response.headers(), contentType);
        response.headers().set(HttpHeaderNames.CONTENT_LENGTH, body.length).set(HttpHeaderNames.CONNECTION, "close");
        return response;
    }

    static FullHttpResponse text(HttpResponseStatus status, String body) {
        return of(status, TEXT, (body + "\n").getBytes(StandardCharsets.UTF_8));
    }

    static FullHttpResponse json(byte[] body) {
        return of(HttpResponseStatus.OK, JSON, body);
    }

    static FullHttpResponse report(ReportPages.Rendered page) {
        FullHttpResponse response =
                of(HttpResponseStatus.OK, page.contentType(), page.body().getBytes(StandardCharsets.UTF_8));
        response.headers().set(HttpHeaderNames.CONTENT_SECURITY_POLICY, REPORT);
        return response;
    }

    /** The head of a response that goes on until the connection ends. */
    static HttpResponse events() {
        HttpResponse head = new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK);
        secure(head.headers(), "text/event-stream; charset=utf-8");
        head.headers().set(HttpHeaderNames.CONNECTION, "close");
        return head;
    }

    private static void secure(HttpHeaders headers, String contentType) {
        headers.set(HttpHeaderNames.CONTENT_TYPE, contentType)
                .set(HttpHeaderNames.CONTENT_SECURITY_POLICY, OWN_PAGE)
                .set("X-Content-Type-Options", "nosniff")
                .set("Referrer-Policy", "no-referrer")
                .set("Cross-Origin-Opener-Policy", "same-origin")
                .set("Cross-Origin-Resource-Policy", "same-origin")
                .set("Permissions-Policy", "camera=(), geolocation=(), microphone=()")
                .set(HttpHeaderNames.CACHE_CONTROL, "no-store");
    }
}

package org.paralux.proxy.web;

import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.netty.handler.codec.http.cookie.CookieHeaderNames;
import io.netty.handler.codec.http.cookie.DefaultCookie;
import io.netty.handler.codec.http.cookie.ServerCookieEncoder;
import io.netty.handler.timeout.IdleStateEvent;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.paralux.proxy.metrics.Metrics;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers requests, one a connection. Runs on the server's event loop; what may wait for the disk is done by a reader.
 *
 * <pre>
 * open            /healthz /readyz, the page's own files, POST /api/session (with a code)
 * with a token    /metrics
 * with a session  /api/state /api/stream /api/causes /api/divergence /reports/…, DELETE /api/session
 * </pre>
 */
@Sharable
final class WebHandler extends SimpleChannelInboundHandler<FullHttpRequest> {
    private static final Logger LOGGER = LoggerFactory.getLogger(WebHandler.class);
    private static final String REPORTS = "/reports/";
    private static final String SESSION = "/api/session";

    private final WebContent content;
    private final Sessions sessions;
    private final RequestGuard guard;
    private final BearerToken token;
    private final StateStreams streams;
    private final Executor reader;
    private final StaticFiles files = new StaticFiles();

    WebHandler(WebContent content, Sessions sessions, BearerToken token, StateStreams streams, Executor reader) {
        this.content = content;
        this.sessions = sessions;
        this.guard = new RequestGuard(sessions);
        this.token = token;
        this.streams = streams;
        this.reader = reader;
    }

    /** An answer that may have to wait for the disk. */
    private interface Slow {
        Optional<FullHttpResponse> get() throws IOException;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext ctx, FullHttpRequest request) {
        if (!request.decoderResult().isSuccess()) {
            answer(ctx, Responses.text(HttpResponseStatus.BAD_REQUEST, "not a request"));
            return;
        }
        QueryStringDecoder uri = new QueryStringDecoder(request.uri());
        String path = uri.path();
        switch (path) {
            case "/healthz" -> answer(ctx, probe(content.healthy()));
            case "/readyz" -> answer(ctx, probe(content.ready()));
            case "/metrics" -> metrics(ctx, request);
            default -> page(ctx, request, path, uri);
        }
    }

    private static FullHttpResponse probe(boolean well) {
        return well
                ? Responses.text(HttpResponseStatus.OK, "ok")
                : Responses.text(HttpResponseStatus.SERVICE_UNAVAILABLE, "not ok");
    }

    private void metrics(ChannelHandlerContext ctx, FullHttpRequest request) {
        if (!token.fits(request)) {
            FullHttpResponse refusal = Responses.text(HttpResponseStatus.UNAUTHORIZED, "a token is needed");
            refusal.headers().set(HttpHeaderNames.WWW_AUTHENTICATE, "Bearer");
            answer(ctx, refusal);
            return;
        }
        answer(
                ctx,
                Responses.of(
                        HttpResponseStatus.OK,
                        Metrics.CONTENT_TYPE,
                        content.metrics().getBytes(StandardCharsets.UTF_8)));
    }

    private void page(ChannelHandlerContext ctx, FullHttpRequest request, String path, QueryStringDecoder uri) {
        String objection = guard.objection(request);
        if (objection != null) {
            answer(ctx, Responses.text(HttpResponseStatus.FORBIDDEN, "not from here: " + objection));
        } else if (path.equals(SESSION)) {
            session(ctx, request);
        } else if (!request.method().equals(HttpMethod.GET)) {
            answer(ctx, Responses.text(HttpResponseStatus.METHOD_NOT_ALLOWED, "only GET"));
        } else if (files.at(path).isPresent()) {
            answer(ctx, files.at(path).get().response());
        } else if (!guard.hasSession(request, !path.equals("/api/stream"))) {
            answer(ctx, Responses.text(HttpResponseStatus.UNAUTHORIZED, "sign in: paralux dashboard"));
        } else {
            inside(ctx, request, path, uri);
        }
    }

    private void inside(ChannelHandlerContext ctx, FullHttpRequest request, String path, QueryStringDecoder uri) {
        if (path.startsWith(REPORTS)) {
            String name = path.substring(REPORTS.length());
            slow(ctx, () -> content.report(name).map(Responses::report));
            return;
        }
        switch (path) {
            case "/api/state" -> answer(ctx, Responses.json(content.state()));
            case "/api/causes" -> answer(ctx, Responses.json(content.causes(parameter(uri, "contains"))));
            case "/api/stream" -> stream(ctx, request);
            case "/api/divergence" -> {
                String exchange =
                        uri.parameters().getOrDefault("exchange", List.of("")).getFirst();
                slow(ctx, () -> content.divergence(exchange).map(Responses::json));
            }
            default -> answer(ctx, Responses.text(HttpResponseStatus.NOT_FOUND, "no such page"));
        }
    }

    private static String parameter(QueryStringDecoder uri, String name) {
        return uri.parameters().getOrDefault(name, List.of("")).getFirst();
    }

    private void session(ChannelHandlerContext ctx, FullHttpRequest request) {
        if (request.method().equals(HttpMethod.DELETE)) {
            guard.session(request).ifPresent(sessions::end);
            answer(ctx, Responses.text(HttpResponseStatus.OK, "signed out"));
        } else if (request.method().equals(HttpMethod.POST)) {
            String code = request.content().toString(StandardCharsets.UTF_8).strip();
            answer(
                    ctx,
                    sessions.open(code)
                            .map(WebHandler::signedIn)
                            .orElseGet(() -> Responses.text(
                                    HttpResponseStatus.UNAUTHORIZED, "the code was used or is too old")));
        } else {
            boolean open = guard.hasSession(request, true);
            answer(ctx, Responses.text(open ? HttpResponseStatus.OK : HttpResponseStatus.UNAUTHORIZED, "session"));
        }
    }

    private static FullHttpResponse signedIn(String session) {
        DefaultCookie cookie = new DefaultCookie(RequestGuard.COOKIE, session);
        cookie.setHttpOnly(true);
        cookie.setPath("/");
        cookie.setSameSite(CookieHeaderNames.SameSite.Strict);
        FullHttpResponse response = Responses.text(HttpResponseStatus.OK, "signed in");
        response.headers().set(HttpHeaderNames.SET_COOKIE, ServerCookieEncoder.STRICT.encode(cookie));
        return response;
    }

    private void stream(ChannelHandlerContext ctx, FullHttpRequest request) {
        if (streams.isFull()) {
            answer(ctx, Responses.text(HttpResponseStatus.SERVICE_UNAVAILABLE, "too many pages watch"));
            return;
        }
        String session = guard.session(request).orElseThrow();
        streams.begin(ctx.channel(), () -> sessions.isOpen(session, false));
    }

    private void slow(ChannelHandlerContext ctx, Slow answer) {
        try {
            reader.execute(() -> answer(ctx, read(answer)));
        } catch (RejectedExecutionException e) {
            answer(ctx, Responses.text(HttpResponseStatus.SERVICE_UNAVAILABLE, "busy, try again"));
        }
    }

    private static FullHttpResponse read(Slow answer) {
        try {
            return answer.get().orElseGet(() -> Responses.text(HttpResponseStatus.NOT_FOUND, "nothing is kept of it"));
        } catch (IOException | RuntimeException e) {
            LOGGER.atWarn().setCause(e).log("cannot read what the dashboard asked for");
            return Responses.text(HttpResponseStatus.INTERNAL_SERVER_ERROR, "cannot be read");
        }
    }

    private static void answer(ChannelHandlerContext ctx, FullHttpResponse response) {
        ctx.writeAndFlush(response).addListener(ChannelFutureListener.CLOSE);
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event instanceof IdleStateEvent) {
            ctx.close();
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        LOGGER.atDebug().setCause(cause).log("dashboard connection broke");
        ctx.close();
    }
}

package org.paralux.proxy.admin;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelException;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.epoll.EpollDomainSocketChannel;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerDomainSocketChannel;
import io.netty.channel.unix.DomainSocketAddress;
import io.netty.channel.unix.PeerCredentials;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.timeout.ReadTimeoutHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.paralux.luxi.LuxiJson;
import org.paralux.proxy.identity.Accounts;
import org.paralux.proxy.socket.OwnSocket;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers {@code GET} of a few pages, and {@code POST} of a few verbs, on a Unix socket, to whom {@link AdminAccess} lets
 * in. It has an event loop of its own, so that
 * nobody who asks can slow the relay down.
 */
public final class AdminServer implements AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(AdminServer.class);
    private static final String JSON = "application/json";
    private static final int MAX_REQUEST_BYTES = 1 << 20;

    /** Whoever sends half a request and no more is not waited for. */
    private static final int REQUEST_SECONDS = 5;

    private final Path socket;
    private final OwnSocket own;
    private final Map<String, Page> pages;
    private final Map<String, AdminVerb> verbs;
    private final AdminAccess access;
    private final Accounts accounts = Accounts.ofSystem();
    private final MultiThreadIoEventLoopGroup loop =
            new MultiThreadIoEventLoopGroup(1, new DefaultThreadFactory("admin", true), EpollIoHandler.newFactory());

    /**
     * What is answered to one path.
     *
     * @param body called on the admin loop
     */
    public record Page(String contentType, Supplier<String> body) {
        public static Page json(Supplier<String> body) {
            return new Page(JSON, body);
        }
    }

    /**
     * @param pages what is read, by path
     * @param verbs what is done, by path
     */
    public AdminServer(Path socket, Map<String, Page> pages, Map<String, AdminVerb> verbs, AdminAccess access) {
        this.socket = socket;
        this.pages = Map.copyOf(pages);
        this.verbs = Map.copyOf(verbs);
        this.access = access;
        this.own = new OwnSocket(socket);
    }

    /**
     * Listens, in place of a stale socket.
     *
     * @throws IOException when somebody listens there, something else is there, or the socket cannot be made
     */
    public void start() throws IOException {
        EpollServerDomainSocketChannel listener = new EpollServerDomainSocketChannel();
        ServerBootstrap bootstrap = new ServerBootstrap()
                .group(loop)
                .channelFactory(() -> listener)
                .childHandler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel client) {
                        client.pipeline()
                                .addLast("idle", new ReadTimeoutHandler(REQUEST_SECONDS))
                                .addLast("http", new HttpServerCodec())
                                .addLast("whole", new HttpObjectAggregator(MAX_REQUEST_BYTES))
                                .addLast("pages", new Pages());
                    }
                });
        try {
            own.make(path -> {
                bootstrap.bind(new DomainSocketAddress(path.toString())).syncUninterruptibly();
                access.applyTo(path);
            });
        } catch (IOException | ChannelException e) {
            throw new IOException("cannot listen on the admin socket " + socket + ": " + e.getMessage(), e);
        }
    }

    private final class Pages extends SimpleChannelInboundHandler<FullHttpRequest> {
        @Override
        protected void channelRead0(ChannelHandlerContext ctx, FullHttpRequest request) {
            FullHttpResponse response;
            try {
                response = answer(request, callerOf((EpollDomainSocketChannel) ctx.channel()));
            } catch (AdminException | IOException e) {
                response = error(HttpResponseStatus.UNPROCESSABLE_ENTITY, String.valueOf(e.getMessage()));
            }
            ctx.writeAndFlush(response).addListener(ChannelFutureListener.CLOSE);
        }

        private FullHttpResponse answer(FullHttpRequest request, Caller caller) throws AdminException {
            if (access.refuses(caller)) {
                return error(
                        HttpResponseStatus.FORBIDDEN,
                        caller + " may do nothing here (expected: a user that is not one of admin-refused)");
            }
            return request.method().equals(HttpMethod.POST) ? done(request, caller) : read(request);
        }

        private FullHttpResponse read(FullHttpRequest request) {
            Page page = pages.get(request.uri());
            if (page == null) {
                return verbs.containsKey(request.uri()) ? wrongMethod() : noSuchPage();
            }
            return request.method().equals(HttpMethod.GET)
                    ? response(
                            HttpResponseStatus.OK,
                            page.contentType(),
                            page.body().get())
                    : wrongMethod();
        }

        private FullHttpResponse done(FullHttpRequest request, Caller caller) throws AdminException {
            AdminVerb verb = verbs.get(request.uri());
            if (verb == null) {
                return pages.containsKey(request.uri()) ? wrongMethod() : noSuchPage();
            }
            if (verb.changes() && !access.mayChange(caller)) {
                return error(
                        HttpResponseStatus.FORBIDDEN,
                        caller + " may not change anything here (expected: root, the proxy's own user, or one of"
                                + " rollout.uids)");
            }
            String body = request.content().toString(StandardCharsets.UTF_8);
            return response(HttpResponseStatus.OK, JSON, verb.action().apply(caller, body));
        }

        private Caller callerOf(EpollDomainSocketChannel channel) throws IOException {
            PeerCredentials peer = channel.peerCredentials();
            long uid = Integer.toUnsignedLong(peer.uid());
            return new Caller(uid, accounts.user(uid), peer.pid());
        }

        private static FullHttpResponse wrongMethod() {
            return error(HttpResponseStatus.METHOD_NOT_ALLOWED, "not with this method");
        }

        private static FullHttpResponse noSuchPage() {
            return error(HttpResponseStatus.NOT_FOUND, "no such page");
        }

        private static FullHttpResponse error(HttpResponseStatus status, String text) {
            return response(status, JSON, LuxiJson.MAPPER.writeValueAsString(Map.of("error", text)));
        }

        private static FullHttpResponse response(HttpResponseStatus status, String contentType, String body) {
            FullHttpResponse response = new DefaultFullHttpResponse(
                    HttpVersion.HTTP_1_1, status, Unpooled.copiedBuffer(body, StandardCharsets.UTF_8));
            response.headers()
                    .set(HttpHeaderNames.CONTENT_TYPE, contentType)
                    .set(HttpHeaderNames.CONTENT_LENGTH, response.content().readableBytes())
                    .set(HttpHeaderNames.CONNECTION, "close");
            return response;
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
            LOGGER.atDebug().setCause(cause).log("admin connection broke");
            ctx.close();
        }
    }

    /** Ends, and removes the socket if it is ours. */
    @Override
    public void close() {
        try {
            own.remove();
        } catch (IOException e) {
            LOGGER.atWarn().addKeyValue("socket", socket).setCause(e).log("cannot remove the admin socket");
        }
        loop.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
    }
}

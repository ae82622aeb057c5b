package org.paralux.proxy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.paralux.audit.AuditSettings;
import org.paralux.proxy.identity.CommandLinePolicy;
import org.paralux.proxy.listener.ListenRole;
import org.paralux.proxy.notify.NotifySettings;
import org.paralux.proxy.shadow.ShadowSettings;
import org.paralux.proxy.web.WebSettings;

/**
 * What a proxy needs to know.
 *
 * @param listen the socket that clients connect to
 * @param primary the socket of the daemon that answers
 * @param queryListen a second socket, before the shadow, for clients that ask it; null for none
 * @param stateDir where the audit log is kept
 * @param admin the admin socket
 * @param version of this program, for the record
 * @param shadow null where no daemon is on trial
 */
public record ProxySettings(
        Path listen,
        ListenRole listenRole,
        Path primary,
        @Nullable Path queryListen,
        Path stateDir,
        Admin admin,
        String version,
        Forwarding forwarding,
        CommandLinePolicy commandLines,
        AuditSettings audit,
        @Nullable ShadowSettings shadow,
        Routing routing,
        Watch watch) {
    public ProxySettings {
        if (queryListen != null && shadow == null) {
            throw new IllegalArgumentException("query-listen: " + queryListen
                    + " without a shadow (expected: with --shadow, the daemon that its clients reach)");
        }
        if (queryListen != null && listenRole == ListenRole.QUERY) {
            throw new IllegalArgumentException("query-listen: " + queryListen
                    + " with listen-role query (expected: with listen-role master, a socket before each daemon)");
        }
    }

    /** These, with another way to the daemon that answers. */
    ProxySettings withPrimary(Path other) {
        return new ProxySettings(
                listen,
                listenRole,
                other,
                queryListen,
                stateDir,
                admin,
                version,
                forwarding,
                commandLines,
                audit,
                shadow,
                routing,
                watch);
    }

    /**
     * The admin socket.
     *
     * @param group whose members may read there; null for nobody but the proxy's own user and root
     * @param refused names of users that may do nothing there
     */
    public record Admin(Path socket, @Nullable String group, Set<String> refused) {
        public Admin {
            refused = Set.copyOf(refused);
        }
    }

    /**
     * How traffic is carried.
     *
     * @param threads event loops
     * @param backlog how many clients may wait to be accepted
     * @param connectTimeLimit how long a busy primary is tried
     * @param drain how long a stop waits for open connections
     * @param teeBytes what all observed messages may hold in memory together
     * @param requestBytes a longer request is kept by its ends
     */
    public record Forwarding(
            int threads, int backlog, Duration connectTimeLimit, Duration drain, long teeBytes, int requestBytes) {}

    /**
     * How requests are routed once a class has come so far.
     *
     * @param fallsBack whether a query goes to the primary where the shadow does not answer it
     * @param fallBackAfter how long the shadow may be silent before
     * @param changers uids beside root's and the proxy's own that may change stages
     * @param primaryDownCommand is run when the primary is down and queries are answered all the same; null for none
     * @param guards whether a breached gate takes a class back for which no plan is under way
     */
    public record Routing(
            boolean fallsBack,
            Duration fallBackAfter,
            Set<Long> changers,
            @Nullable Path primaryDownCommand,
            boolean guards) {
        public Routing {
            changers = Set.copyOf(changers);
        }
    }

    /**
     * How the proxy is looked after.
     *
     * @param dashboard null where none is served
     * @param notices null where nobody is told anything
     * @param latencyBudget what the proxy's own part of an exchange may be
     */
    public record Watch(
            @Nullable WebSettings dashboard, @Nullable NotifySettings notices, Duration latencyBudget) {}
}

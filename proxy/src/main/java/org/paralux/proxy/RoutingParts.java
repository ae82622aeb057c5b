package org.paralux.proxy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.paralux.audit.AuditSink;
import org.paralux.luxi.Query;
import org.paralux.proxy.admin.AdminVerb;
import org.paralux.proxy.epoch.Mastership;
import org.paralux.proxy.identity.ClientKeys;
import org.paralux.proxy.kernel.ThisHost;
import org.paralux.proxy.listener.ListenRole;
import org.paralux.proxy.listener.Listener;
import org.paralux.proxy.rollout.Rollout;
import org.paralux.proxy.rollout.RolloutAdmin;
import org.paralux.proxy.rollout.RoutedCounts;
import org.paralux.proxy.rollout.Stage;
import org.paralux.proxy.rollout.StageRouter;
import org.paralux.proxy.shadow.ShadowSettings;
import org.paralux.proxy.shadow.VersionPolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What decides who answers a request, and what follows from it. */
record RoutingParts(Rollout rollout, StageRouter router, RolloutAdmin admin, GuardParts guard, ProxySettings settings) {
    private static final long ROOT = 0;
    private static final Logger LOGGER = LoggerFactory.getLogger(RoutingParts.class);

    /** @param epoch the id of the epoch now */
    static RoutingParts of(
            ProxySettings settings,
            Supplier<String> epoch,
            AuditSink audit,
            ClientKeys clients,
            InstantSource wallClock)
            throws IOException {
        ShadowSettings shadow = settings.shadow();
        RoutedCounts counts = new RoutedCounts();
        String host = ThisHost.name();
        Rollout rollout = new Rollout(
                new Rollout.Limits(
                        shadow != null,
                        settings.listenRole() == ListenRole.MASTER,
                        shadow == null ? Set.of() : shadow.blindTo()),
                settings.stateDir(),
                host,
                epoch,
                audit,
                wallClock);
        VersionPolicy version = shadow == null ? new VersionPolicy.Keep() : shadow.version();
        StageRouter.Rewriting rewriting =
                query -> version instanceof VersionPolicy.Keep ? null : version.applyTo(query);
        StageRouter router = new StageRouter(
                rollout, new StageRouter.Settings(settings.routing().fallsBack(), rewriting), counts);
        GuardParts guard =
                new GuardParts(settings, rollout, host, epoch, audit, clients, () -> isMaster(settings), wallClock);
        return new RoutingParts(rollout, router, new RolloutAdmin(rollout, counts, guard.admin()), guard, settings);
    }

    /** Whether nobody but the primary is asked. */
    boolean isObservedOnly(Query query) {
        return rollout.table().of(query.queryClass().name()).stage() == Stage.OBSERVE;
    }

    /** What is done at the admin socket, by path. */
    Map<String, AdminVerb> verbs() {
        Map<String, AdminVerb> verbs = new HashMap<>(admin.verbs());
        verbs.putAll(guard.admin().verbs(admin::page));
        return verbs;
    }

    /** Who may change stages, by uid. */
    Set<Long> changers() throws IOException {
        Set<Long> uids = new HashSet<>(settings.routing().changers());
        uids.add(ROOT);
        uids.add(Integer.toUnsignedLong((int) Files.getAttribute(Path.of("/proc/self"), "unix:uid")));
        return uids;
    }

    /** @param arrived is called when the primary is there, and may be another than before */
    Listener.Watcher watcher(Runnable arrived) {
        return new Listener.Watcher() {
            @Override
            public void arrived() {
                arrived.run();
            }

            @Override
            public boolean servesAlone() {
                return rollout.table().isIndependent() && isMaster(settings);
            }

            @Override
            public void alone() {
                Path command = settings.routing().primaryDownCommand();
                if (command != null) {
                    run(command);
                }
            }
        };
    }

    /** A proxy without a shadow has no reason to ask. */
    private static boolean isMaster(ProxySettings settings) {
        ShadowSettings shadow = settings.shadow();
        return shadow == null || Mastership.beside(shadow.configuration()).isHere();
    }

    /** Nobody waits for it, and it ends by itself. */
    private static void run(Path command) {
        try {
            new ProcessBuilder(command.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            LOGGER.atInfo().addKeyValue("command", command).log("primary-down command started");
        } catch (IOException e) {
            LOGGER.atError().addKeyValue("command", command).log("primary-down command not started: " + e.getMessage());
        }
    }
}

package org.paralux.proxy;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.paralux.proxy.attach.AttachedListener;
import org.paralux.proxy.epoch.Epochs;
import org.paralux.proxy.handover.Predecessor;
import org.paralux.proxy.listener.Front;
import org.paralux.proxy.listener.ListenRole;
import org.paralux.proxy.listener.Listener;
import org.paralux.proxy.measure.AddedLatency;
import org.paralux.proxy.record.TrafficRecorder;
import org.paralux.proxy.relay.ConnectionLimit;
import org.paralux.proxy.relay.Relay;
import org.paralux.proxy.relay.RelaySettings;
import org.paralux.proxy.relay.RequestRouter;
import org.paralux.proxy.relay.TrafficObserver;
import org.paralux.proxy.shadow.ShadowSettings;
import org.paralux.proxy.tee.Answerer;
import org.paralux.proxy.tee.TeeRoom;
import org.paralux.proxy.tee.TeeSettings;

/**
 * What the doors of a proxy are made of.
 *
 * @param settings as they are in force
 * @param primary where the primary is reached
 * @param doubted is told which daemon may be another than before
 */
record DoorParts(
        ProxySettings settings,
        Path primary,
        TrafficRecorder recorder,
        RoutingParts routing,
        TeeRoom room,
        AddedLatency added,
        InstantSource wallClock,
        ConnectionLimit limit,
        Consumer<Epochs.Daemon> doubted) {

    /**
     * @param attached null for a path of the proxy's own
     * @param over whose path is taken; null where nobody has it
     * @param superseded is called when another process takes the path
     */
    Doors build(@Nullable AttachedListener attached, @Nullable Predecessor over, Runnable superseded) {
        ShadowSettings trial = settings.shadow();
        Path shadow = trial == null ? null : trial.socket();
        long overPid = over == null ? 0 : over.process().pid();
        Relay relay =
                relay(primary, Answerer.PRIMARY, shadow, recorder.observing(settings.listenRole()), routing.router());
        Listener.Watcher watcher = routing.watcher(() -> doubted.accept(Epochs.Daemon.PRIMARY));
        Front front = attached == null
                ? new Listener(relay, settings.listen(), primary, watcher, overPid)
                : attached.serveWith(relay, watcher, superseded);
        Path queryListen = settings.queryListen();
        return new Doors(
                new Doors.Door(relay, front),
                queryListen == null || shadow == null ? null : queryDoor(queryListen, shadow, overPid));
    }

    private Doors.Door queryDoor(Path listen, Path shadow, long overPid) {
        Relay relay = relay(shadow, Answerer.SHADOW, null, recorder.observing(ListenRole.QUERY), RequestRouter.NONE);
        Listener.Watcher watcher = Doors.queryWatcher(() -> doubted.accept(Epochs.Daemon.SHADOW));
        return new Doors.Door(relay, new Listener(relay, listen, shadow, watcher, overPid));
    }

    private Relay relay(
            Path daemon, Answerer answerer, @Nullable Path shadow, TrafficObserver observer, RequestRouter router) {
        ProxySettings.Forwarding forwarding = settings.forwarding();
        ShadowSettings trial = settings.shadow();
        return new Relay(
                new RelaySettings(
                        daemon,
                        answerer,
                        shadow,
                        settings.routing().fallBackAfter(),
                        forwarding.threads(),
                        forwarding.connectTimeLimit(),
                        forwarding.backlog(),
                        new TeeSettings(forwarding.requestBytes(), trial == null ? 0 : trial.replyBytes())),
                limit,
                observer,
                router,
                room,
                wallClock,
                added);
    }
}

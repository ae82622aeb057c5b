package org.paralux.proxy.rollout;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.paralux.audit.ClientFacts;
import org.paralux.luxi.Payload;
import org.paralux.luxi.Query;
import org.paralux.proxy.relay.RequestRouter;
import org.paralux.proxy.relay.Route;
import org.paralux.proxy.tee.Body;

/**
 * Routes by the stage of a query's class. What is not proven to be a {@link Query} goes to the primary, whole: commands,
 * lock queries, waits, and whatever one daemon may read otherwise than the other.
 *
 * <p>Thread-safe.
 */
public final class StageRouter implements RequestRouter {
    private final Rollout rollout;
    private final Settings settings;
    private final RoutedCounts counts;

    /**
     * How routed queries are treated.
     *
     * @param fallsBack whether the primary is asked where the shadow cannot answer
     * @param forShadow what is sent to the shadow in place of a query; null where it goes as it came
     */
    public record Settings(boolean fallsBack, Rewriting forShadow) {}

    /** What a query is to the shadow, where that is another release. */
    @FunctionalInterface
    public interface Rewriting {
        @Nullable Payload of(Query query);
    }

    public StageRouter(Rollout rollout, Settings settings, RoutedCounts counts) {
        this.rollout = rollout;
        this.settings = settings;
        this.counts = counts;
    }

    @Override
    public boolean isRouting() {
        return rollout.table().isRouted();
    }

    @Override
    public Optional<Route> route(Body.Whole request, Optional<ClientFacts> client) {
        if (!(request.read() instanceof Query query)) {
            return Optional.of(Route.PRIMARY);
        }
        ClassStage stage = rollout.table().of(query.queryClass());
        return switch (stage.stage()) {
            case OBSERVE, SHADOW -> Optional.of(Route.PRIMARY);
            case CANARY -> client.map(known -> canary(query, known, stage.share()));
            case SPLIT -> Optional.of(toShadow(query, client));
            case ENFORCE -> Optional.of(enforce(query, client, stage.warnOnly()));
        };
    }

    private Route canary(Query query, ClientFacts client, double share) {
        if (CanaryShare.holds(client, query.fingerprint(), share)) {
            return toShadow(query, Optional.of(client));
        }
        counts.primary(query.queryClass().name(), client.key());
        return Route.PRIMARY;
    }

    private Route toShadow(Query query, Optional<ClientFacts> client) {
        counts.shadow(query.queryClass().name(), client.map(ClientFacts::key).orElse(""));
        return new Route.ToShadow(settings.fallsBack(), settings.forShadow().of(query));
    }

    /** No security boundary: who is not known is let through. */
    private Route enforce(Query query, Optional<ClientFacts> client, boolean warnOnly) {
        boolean isSpared = client.isEmpty() || rollout.isSpared(client.get().key());
        if (isSpared) {
            return toShadow(query, client);
        }
        counts.refusal(client.get().key(), warnOnly);
        return warnOnly ? toShadow(query, client) : new Route.Refused(Refusal.replyTo(query));
    }

    @Override
    public void clientCameLate() {
        counts.clientCameLate();
    }

    @Override
    public void fellBack() {
        counts.fellBack();
    }
}

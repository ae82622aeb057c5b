package org.paralux.proxy.live;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.paralux.audit.AuditEvent;
import org.paralux.proxy.measure.Spread;

/**
 * What went on until one moment, since the start of this run unless a member says otherwise. Immutable; the names of the
 * members are those of the JSON that {@code docs/dashboard.md} describes.
 *
 * @param run how the proxy was started, with the builds and the epoch of now; null before
 * @param lag how late the shadow was, the upper end of each interval
 * @param reasons why the shadow failed or refused, or why a trial stayed undecided, the most frequent first
 * @param rules how often each rule fired
 */
public record LiveView(
        AuditEvent.@Nullable ProxyStarted run,
        History history,
        List<ClassRow> classes,
        Coverage coverage,
        Causes causes,
        Clients clients,
        Spread.View lag,
        Spread.View primaryLatency,
        Spread.View shadowLatency,
        Map<String, Long> reasons,
        Map<String, Long> rules) {

    LiveView withClients(List<ClientRow> rows) {
        return new LiveView(
                run,
                history,
                classes,
                coverage,
                causes,
                new Clients(clients.distinct(), clients.other(), rows),
                lag,
                primaryLatency,
                shadowLatency,
                reasons,
                rules);
    }

    /**
     * Counts by time, oldest first.
     *
     * @param newest when the last step began, in seconds since 1970; it is still being filled
     * @param outcomes by word
     */
    public record History(
            int stepSeconds,
            long newest,
            List<Long> requests,
            List<Long> misdirected,
            Map<String, List<Long>> outcomes,
            Rates rates) {}

    /** A second, over the last ten. */
    public record Rates(double requests, double queries, double misdirected, double trials) {}

    /**
     * One query class.
     *
     * @param trials how many of them were put to the shadow and have an outcome
     * @param outcomes by word, skipped included
     */
    public record ClassRow(
            String name,
            long asked,
            long trials,
            long fingerprints,
            long comparedFingerprints,
            Map<String, Long> outcomes) {}

    /**
     * How much of what is asked was compared.
     *
     * @param full so many fingerprints were seen that no new one is counted
     */
    public record Coverage(
            long classes, long comparedClasses, long fingerprints, long comparedFingerprints, boolean full) {}

    /**
     * Why replies differ.
     *
     * @param distinct how many causes there are, each with its class, kind and field
     * @param found how many of them were asked for
     * @param divergentTrials how many trials ended divergent
     * @param other divergences of causes beyond those that are counted one by one
     * @param trials how many trials have each cause, wherever; the most frequent first
     * @param rows the most frequent first
     */
    public record Causes(
            long distinct,
            long found,
            long divergentTrials,
            long other,
            Map<String, Long> trials,
            List<CauseRow> rows) {}

    /**
     * Divergences that are alike.
     *
     * @param field empty where the place is a whole row or reply
     * @param share of all divergent trials that have it, 0 to 1
     * @param clients the keys of some that were affected
     */
    public record CauseRow(
            String cause,
            String meaning,
            String kind,
            String queryClass,
            String field,
            long trials,
            long places,
            double share,
            Instant firstSeen,
            Instant lastSeen,
            List<String> clients,
            List<Example> examples) {}

    /**
     * One divergence.
     *
     * @param evidence whether both replies were kept
     */
    public record Example(
            String exchange,
            Instant time,
            String path,
            @Nullable String object,
            @Nullable String client,
            boolean evidence) {}

    /**
     * Clients that send queries to the primary's socket.
     *
     * @param other misdirected queries of clients that are not counted one by one
     */
    public record Clients(long distinct, long other, List<ClientRow> rows) {}

    /** One client key. */
    public record ClientRow(
            String key,
            String identity,
            @Nullable String user,
            @Nullable String unit,
            long misdirected,
            Instant firstSeen,
            Instant lastSeen,
            Map<String, Long> classes,
            Advice advice) {
        ClientRow with(Advice known) {
            return new ClientRow(key, identity, user, unit, misdirected, firstSeen, lastSeen, classes, known);
        }
    }
}

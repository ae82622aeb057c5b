package org.paralux.proxy.health;

import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Duration;
import java.util.Locale;
import java.util.function.BiPredicate;
import org.paralux.proxy.effort.Effort;

/** Something that is wrong for as long as it lasts. */
@SuppressWarnings("ImmutableEnumChecker") // The predicates hold nothing.
public enum Condition {
    /** Clients are refused, for longer than a daemon takes to start again. */
    PATH_REFUSES(
            "Clients are refused: the primary is down.",
            true,
            true,
            Duration.ofSeconds(10),
            (vitals, _) -> !vitals.serving()),
    /** Some queries are answered without the primary, and nobody starts that again by itself. */
    PRIMARY_DOWN_ALONE(
            "The primary is down; queries go on being answered, and everything else is closed.",
            true,
            true,
            Duration.ZERO,
            (vitals, _) -> vitals.troubles().contains(PathTrouble.ALONE)),
    /** The proxy ends, and clients find its dead socket. */
    PATH_NOT_GIVEN_BACK(
            "The path could not be given back to the daemon.",
            true,
            true,
            Duration.ZERO,
            (vitals, _) -> vitals.troubles().contains(PathTrouble.NOT_GIVEN_BACK)),
    /** Its guardian ended, and another does not start. */
    GUARDIAN_GONE(
            "The proxy has no guardian: should it be killed, nobody gives the path back.",
            true,
            false,
            Duration.ofSeconds(10),
            (vitals, _) -> vitals.troubles().contains(PathTrouble.UNWATCHED)),
    /** The proxy itself takes longer than it may, and not only while it starts. */
    LATENCY_OVER_BUDGET(
            "The proxy is slower than it may be.",
            true,
            true,
            Duration.ofMinutes(1),
            (vitals, budget) -> vitals.ownMicros() != null && vitals.ownMicros() > budget.toNanos() / 1000),
    /** Less is compared or recorded, so that clients do not notice what the proxy does. */
    DEGRADED(
            "Less is compared than is set, or nothing: the proxy takes too much time or memory.",
            false,
            false,
            Duration.ZERO,
            (vitals, _) -> vitals.effort() != Effort.FULL),
    /** Nothing is recorded, so that others have the rest of the disk. */
    DISK_FLOOR(
            "Nothing is recorded: the disk is nearly full.",
            true,
            false,
            Duration.ZERO,
            (vitals, _) -> "disk-floor".equals(vitals.log().trouble())),
    /** Nothing is recorded, because the disk refuses. */
    LOG_NOT_WRITTEN(
            "Nothing is recorded: the log cannot be written.",
            false,
            false,
            Duration.ZERO,
            (vitals, _) -> vitals.log().trouble() != null
                    && !"disk-floor".equals(vitals.log().trouble())),
    /** The shadow failed so often that it is left alone. */
    SHADOW_LEFT_ALONE(
            "The shadow does not answer and is left alone for a while.",
            false,
            false,
            Duration.ZERO,
            (vitals, _) -> vitals.shadow() == ShadowState.LEFT_ALONE),
    /** Two counts of the same differ. */
    ACCOUNT_BROKEN(
            "Counts of the same do not agree.",
            false,
            false,
            Duration.ZERO,
            (vitals, _) -> !Identity.of(vitals.counts()).stream().allMatch(Identity::holds));

    private final String word = name().toLowerCase(Locale.ROOT).replace('_', '-');
    private final String sentence;
    private final boolean urgent;
    private final boolean clientsAffected;
    private final Duration grace;
    private final BiPredicate<Vitals, Duration> test;

    Condition(
            String sentence,
            boolean urgent,
            boolean clientsAffected,
            Duration grace,
            BiPredicate<Vitals, Duration> test) {
        this.sentence = sentence;
        this.urgent = urgent;
        this.clientsAffected = clientsAffected;
        this.grace = grace;
        this.test = test;
    }

    /** The condition as pages, messages and metrics print it. */
    @JsonValue
    public String word() {
        return word;
    }

    /** What is the matter. */
    public String sentence() {
        return sentence;
    }

    /** Whether somebody should be woken. */
    public boolean isUrgent() {
        return urgent;
    }

    /** Whether those who ask the primary notice. */
    public boolean affectsClients() {
        return clientsAffected;
    }

    /** How long it may last before it counts. */
    Duration grace() {
        return grace;
    }

    boolean holds(Vitals vitals, Duration latencyBudget) {
        return test.test(vitals, latencyBudget);
    }
}

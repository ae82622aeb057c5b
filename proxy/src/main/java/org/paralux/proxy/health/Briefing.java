package org.paralux.proxy.health;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.paralux.diff.Cause;
import org.paralux.proxy.live.LiveView;

/**
 * The five answers that a person wants first.
 *
 * @param who sends queries where they do not belong
 * @param why the daemons do not agree
 * @param us whether the proxy is the trouble
 * @param undo how to be rid of it
 * @param next what to do, the most urgent first; never empty
 */
public record Briefing(Answer who, Answer why, Answer us, Undo undo, List<Step> next) {
    private static final int STEPS = 3;

    public Briefing {
        next = List.copyOf(next);
    }

    /** How much an answer should worry: {@code good}, {@code note} or {@code bad}. */
    public enum Tone {
        good,
        note,
        bad
    }

    /**
     * One of the answers.
     *
     * @param text one sentence
     * @param detail more of it; empty where there is none
     */
    public record Answer(Tone tone, String text, String detail) {}

    /**
     * Something to do.
     *
     * @param section of the page where more of it stands; empty for none
     */
    public record Step(String text, String section) {}

    /** What can be said at one moment. */
    public static Briefing of(Vitals vitals, Map<Condition, Instant> conditions, LiveView live, Undo undo) {
        return new Briefing(
                who(vitals, live), why(vitals, live), us(vitals, conditions), undo, next(vitals, conditions, live));
    }

    private static Answer who(Vitals vitals, LiveView live) {
        if (live.run() != null && live.run().listenRole().equals("query")) {
            return new Answer(Tone.good, "Not applicable: queries belong on this socket.", "");
        }
        List<LiveView.ClientRow> rows = live.clients().rows();
        if (rows.isEmpty()) {
            return vitals.count("received") == 0
                    ? new Answer(Tone.note, "Nobody has asked anything yet.", "")
                    : new Answer(Tone.good, "Nobody: no query came to the primary's socket.", "");
        }
        LiveView.ClientRow first = rows.stream()
                .filter(row -> !row.advice().expected())
                .findFirst()
                .orElse(rows.getFirst());
        long others = live.clients().distinct() - 1;
        return new Answer(
                rows.stream().allMatch(row -> row.advice().expected()) ? Tone.note : Tone.bad,
                first.advice().label() + (others == 0 ? "" : " and " + counted(others, "other client"))
                        + (others == 0 ? " sends" : " send") + " queries to the primary's socket.",
                counted(vitals.count("misdirected"), "misdirected query") + ", " + number(first.misdirected())
                        + " of them from " + first.advice().label() + ".");
    }

    private static Answer why(Vitals vitals, LiveView live) {
        if (vitals.shadow() == ShadowState.NONE) {
            return new Answer(Tone.note, "Nothing is compared: no shadow is set.", "");
        }
        if (vitals.shadow() == ShadowState.LEFT_ALONE) {
            return new Answer(
                    Tone.bad,
                    "The shadow does not answer, and is left alone for a while.",
                    live.reasons().keySet().stream().findFirst().orElse(""));
        }
        long compared = vitals.count("trials") - vitals.count("in-flight");
        if (compared == 0) {
            return new Answer(Tone.note, "Nothing was compared yet.", "");
        }
        if (!live.causes().rows().isEmpty()) {
            return divergent(live.causes());
        }
        return new Answer(Tone.good, "No reply of " + number(compared) + " compared is divergent.", "");
    }

    /** The cause that explains most, and where it is seen most. */
    private static Answer divergent(LiveView.Causes causes) {
        LiveView.CauseRow most = causes.rows().getFirst();
        Map.Entry<String, Long> cause =
                causes.trials().entrySet().stream().findFirst().orElse(Map.entry(most.cause(), most.trials()));
        String where = causes.rows().stream()
                .filter(row -> row.cause().equals(cause.getKey()))
                .findFirst()
                .map(row -> " Most in " + row.queryClass() + (row.field().isEmpty() ? "." : ", " + row.field() + "."))
                .orElse("");
        return new Answer(
                Tone.bad,
                String.format(
                        Locale.ROOT,
                        "%s explains %.0f %% of %s.",
                        cause.getKey(),
                        100.0 * cause.getValue() / Math.max(1, causes.divergentTrials()),
                        counted(causes.divergentTrials(), "divergent reply")),
                Cause.withWord(cause.getKey()).map(Cause::meaning).orElse("") + where);
    }

    private static Answer us(Vitals vitals, Map<Condition, Instant> conditions) {
        if (!vitals.serving()) {
            return new Answer(
                    Tone.bad,
                    "Clients are refused, because the primary is down.",
                    "The proxy hides as long, so that Ganeti's watcher sees it.");
        }
        Long own = vitals.ownMicros();
        String added =
                own == null ? "" : "Its own part of an exchange: at most " + micros(own) + " (p99, last minute).";
        if (conditions.containsKey(Condition.LATENCY_OVER_BUDGET)) {
            return new Answer(Tone.bad, "Yes: the proxy is slower than it may be.", added);
        }
        if (conditions.containsKey(Condition.ACCOUNT_BROKEN)) {
            return new Answer(Tone.bad, "Perhaps: its accounts do not add up.", added);
        }
        long undelivered = vitals.count("undelivered");
        if (undelivered > 0) {
            return new Answer(
                    Tone.note, counted(undelivered, "request") + " could not be handed to the primary.", added);
        }
        return new Answer(Tone.good, "No: every request was handed on.", added);
    }

    private static List<Step> next(Vitals vitals, Map<Condition, Instant> conditions, LiveView live) {
        List<Step> steps = new ArrayList<>();
        if (!vitals.serving()) {
            steps.add(new Step("Find out why the primary is down; the proxy serves again by itself.", "health"));
        }
        conditions.keySet().forEach(condition -> steps.addAll(step(condition)));
        live.clients().rows().stream()
                .filter(row -> !row.advice().expected())
                .filter(row -> !row.advice().summary().isEmpty())
                .findFirst()
                .ifPresent(row -> steps.add(
                        new Step(row.advice().label() + ": " + row.advice().summary(), "clients")));
        live.causes().rows().stream()
                .findFirst()
                .ifPresent(row -> steps.add(new Step(
                        "Look at both replies of " + row.cause() + " in " + row.queryClass() + ".", "causes")));
        LiveView.Coverage coverage = live.coverage();
        if (vitals.shadow() != ShadowState.NONE && coverage.comparedClasses() < coverage.classes()) {
            steps.add(new Step(
                    counted(coverage.classes() - coverage.comparedClasses(), "class") + " of " + coverage.classes()
                            + " not compared yet.",
                    "coverage"));
        }
        if (steps.isEmpty()) {
            steps.add(new Step("Nothing is to be done: let it run.", ""));
        }
        return steps.subList(0, Math.min(STEPS, steps.size()));
    }

    private static List<Step> step(Condition condition) {
        return switch (condition) {
            case PATH_REFUSES, PRIMARY_DOWN_ALONE -> List.of();
            case PATH_NOT_GIVEN_BACK ->
                List.of(new Step("Give the path back to the daemon: paralux detach.", "health"));
            case GUARDIAN_GONE -> List.of(new Step("Attach again, so that a guardian looks after the path.", "health"));
            case LATENCY_OVER_BUDGET -> List.of(new Step("Look what else the processors do, or undo.", "health"));
            case DEGRADED ->
                List.of(new Step("Give the proxy more processor or memory, or lower trial.rate.", "health"));
            case DISK_FLOOR, LOG_NOT_WRITTEN ->
                List.of(new Step("Make room on the disk of the state folder: nothing is recorded.", "health"));
            case SHADOW_LEFT_ALONE -> List.of(new Step("Find out why the shadow does not answer.", "reasons"));
            case ACCOUNT_BROKEN ->
                List.of(new Step("Keep the audit log and tell the makers: counts differ.", "accounts"));
        };
    }

    /** A latency as people read it. */
    static String micros(long micros) {
        Duration time = Duration.ofNanos(micros * 1000);
        if (time.toMillis() < 1) {
            return micros + " µs";
        }
        return time.toSeconds() < 1 ? time.toMillis() + " ms" : time.toSeconds() + " s";
    }

    private static String counted(long count, String thing) {
        return number(count) + " " + (count == 1 ? thing : plural(thing));
    }

    private static String plural(String thing) {
        if (thing.endsWith("y")) {
            return thing.substring(0, thing.length() - 1) + "ies";
        }
        return thing.endsWith("s") ? thing + "es" : thing + "s";
    }

    private static String number(long count) {
        return String.format(Locale.ROOT, "%,d", count).replace(',', ' ');
    }
}

package org.paralux.audit.evidence;

import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.paralux.audit.Outcome;
import org.paralux.luxi.Payload;

/**
 * What a trial that was no match rests on.
 *
 * @param exchange id of the exchange; of each there is one evidence at most
 * @param time when the exchange ended
 * @param causes of its divergences, none where there are none; each is kept a fair share of
 * @param request as the client sent it
 * @param looks every reply, in the order in which they came
 */
public record Evidence(
        String exchange,
        Instant time,
        String queryClass,
        String fingerprint,
        String clientKey,
        Outcome outcome,
        List<String> causes,
        Payload request,
        List<Look> looks) {
    private static final Pattern EXCHANGE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,99}");

    public Evidence {
        causes = List.copyOf(causes);
        looks = List.copyOf(looks);
        if (!EXCHANGE.matcher(exchange).matches()) {
            throw new IllegalArgumentException("exchange: not an id (expected: letters, digits and hyphens)");
        }
    }

    /** The first reply of a daemon; null where it gave none. */
    public @Nullable Payload firstReply(Asked asked) {
        return looks.stream()
                .filter(look -> look.asked() == asked)
                .findFirst()
                .map(Look::reply)
                .orElse(null);
    }

    /** What the payloads take in memory, each of those that are equal counted. */
    long bytes() {
        long bytes = request.length();
        for (Look look : looks) {
            Payload reply = look.reply();
            bytes += reply == null ? 0 : reply.length();
        }
        return bytes;
    }

    /** Whether a payload is one that cannot wait for the disk, because it is readable for a time only. */
    boolean isFleeting() {
        return looks.stream().map(Look::reply).anyMatch(reply -> reply != null && reply.isMapped());
    }

    /** Without the client's key and the cluster's content. */
    @Override
    public String toString() {
        return "Evidence[" + exchange + ", " + queryClass + ", " + outcome.word() + "]";
    }
}

package org.paralux.proxy.notify;

import java.time.Duration;
import java.util.List;

/**
 * Who is told, and how often.
 *
 * @param channels every notice goes to each
 * @param quiet for how long the same is not told again
 * @param news whether to tell also what can wait
 */
public record NotifySettings(List<NoticeChannel> channels, Duration quiet, boolean news) {
    /** How long one attempt may take. */
    public static final Duration TIME_LIMIT = Duration.ofSeconds(10);

    public NotifySettings {
        channels = List.copyOf(channels);
    }
}

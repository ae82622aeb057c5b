package org.paralux.proxy;

import java.time.InstantSource;
import org.paralux.proxy.live.ClientAdvisor;
import org.paralux.proxy.web.ReportPages;

/**
 * What a proxy is given from outside: what it shows but does not know itself, and the time of day.
 *
 * @param wallClock dates what is recorded; it may jump, since nothing is timed by it
 */
public record Surroundings(ClientAdvisor advisor, ReportPages reports, InstantSource wallClock) {
    /** Nothing but the system's clock. */
    public static final Surroundings BARE =
            new Surroundings(ClientAdvisor.NONE, ReportPages.NONE, InstantSource.system());

    /** The same, and who knows how clients are mended. */
    public Surroundings with(ClientAdvisor other) {
        return new Surroundings(other, reports, wallClock);
    }

    /** The same, and where reports are. */
    public Surroundings with(ReportPages other) {
        return new Surroundings(advisor, other, wallClock);
    }

    /** The same at another time of day. */
    public Surroundings with(InstantSource other) {
        return new Surroundings(advisor, reports, other);
    }
}

package org.paralux.qa.replay;

import java.time.Instant;
import org.paralux.qa.ask.HarmlessRequest;

/**
 * A query as the log has it.
 *
 * @param time when its exchange ended
 */
public record RecordedQuery(Instant time, HarmlessRequest request) {}

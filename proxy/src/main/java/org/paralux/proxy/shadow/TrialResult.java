package org.paralux.proxy.shadow;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.paralux.diff.Comparison;
import org.paralux.diff.ReplyDigest;
import org.paralux.proxy.settle.Decision;
import org.paralux.proxy.settle.Look;

/** What is recorded of a trial. */
record TrialResult(
        Candidate candidate,
        String epoch,
        double probability,
        Decision decision,
        Map<String, Long> rules,
        @Nullable Comparison comparison,
        @Nullable String reason,
        @Nullable ReplyDigest cell,
        @Nullable Long primaryMicros,
        @Nullable Long shadowMicros,
        int steps,
        List<Look> looks) {}

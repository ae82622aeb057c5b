package org.paralux.qa.simulate;

import org.jspecify.annotations.Nullable;
import org.paralux.qa.simulate.model.ClusterException;
import org.paralux.qa.simulate.model.ClusterImage;
import org.paralux.qa.simulate.model.ClusterSource;

/**
 * The configuration as one daemon sees it: late by its lag, the last good one where its dialect says so, and the first
 * one for ever where that is its flaw.
 *
 * <p>Thread-safe.
 */
final class ConfigurationReader {
    private final ClusterSource cluster;
    private final AnswerOptions options;
    private final boolean keepsLastGood;
    private final @Nullable ClusterImage frozen;
    private volatile @Nullable ClusterImage lastGood;

    ConfigurationReader(ClusterSource cluster, AnswerOptions options, boolean keepsLastGood) {
        this.cluster = cluster;
        this.options = options;
        this.keepsLastGood = keepsLastGood;
        frozen = options.flaws().freezeConfiguration() ? cluster.visible(options.reloadLag()) : null;
    }

    /** @throws ClusterException when there is none to be read */
    ClusterImage image() {
        if (frozen != null) {
            return frozen;
        }
        try {
            ClusterImage image = cluster.visible(options.reloadLag());
            lastGood = image;
            return image;
        } catch (ClusterException e) {
            ClusterImage known = lastGood;
            if (known == null || !keepsLastGood) {
                throw e;
            }
            return known;
        }
    }
}

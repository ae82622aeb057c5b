package org.paralux.diff;

import org.jspecify.annotations.Nullable;
import org.paralux.luxi.LuxiMethod;
import org.paralux.luxi.Query;
import org.paralux.luxi.QueryTerms;

/** One comparison under way: the two replies, what was asked, and what was found so far. */
final class Look {
    final JsonDocument primary;
    final JsonDocument shadow;
    final Equality equality;
    final Findings findings;
    private final @Nullable Query query;

    Look(JsonDocument primary, JsonDocument shadow, @Nullable Query query, Findings findings) {
        this.primary = primary;
        this.shadow = shadow;
        this.equality = new Equality(primary, shadow);
        this.query = query;
        this.findings = findings;
    }

    @Nullable Query query() {
        return query;
    }

    @Nullable LuxiMethod method() {
        return query == null ? null : query.method();
    }

    @Nullable QueryTerms terms() {
        return query == null ? null : query.terms();
    }

    void add(Spot spot, DivergenceKind kind, int primaryValue, int shadowValue) {
        findings.add(new Difference(spot, kind, primary, primaryValue, shadow, shadowValue), null);
    }

    void add(Spot spot, DivergenceKind kind, int primaryValue, int shadowValue, Cause cause) {
        findings.add(new Difference(spot, kind, primary, primaryValue, shadow, shadowValue), cause);
    }

    /** A divergence whose values are no values of the replies. */
    void addTexts(
            Spot spot, DivergenceKind kind, @Nullable String primaryText, @Nullable String shadowText, Cause cause) {
        findings.addTexts(spot, kind, primaryText, shadowText, cause);
    }
}

package org.paralux.qa.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.paralux.diff.Divergence;
import org.paralux.luxi.Query;
import org.paralux.qa.arbiter.Arbiter;
import org.paralux.qa.arbiter.ClusterFiles;
import org.paralux.qa.arbiter.Judge;
import org.paralux.qa.arbiter.Rulings;
import org.paralux.qa.ask.Pair;
import org.paralux.qa.catalogue.Case;
import org.paralux.qa.catalogue.QueryForm;
import org.paralux.qa.finding.Finding;
import org.paralux.qa.finding.Findings;
import org.paralux.qa.finding.Symptom;
import org.paralux.qa.simulate.model.ClusterException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Asks the cluster's files about each finding, by a query that shows it once more. */
final class ThirdOpinion {
    /** The configuration may change between two looks at it; more often than this it hardly does. */
    private static final int MOST_TRIES = 3;

    private final Pair pair;
    private final @Nullable Arbiter arbiter;
    private final StopFlag stop;

    /** @param arbiter null for none, which makes this do nothing */
    ThirdOpinion(Pair pair, @Nullable Arbiter arbiter, StopFlag stop) {
        this.pair = pair;
        this.arbiter = arbiter;
        this.stop = stop;
    }

    void judgeAll(Findings findings) throws InterruptedException {
        Arbiter asked = arbiter;
        if (asked == null) {
            return;
        }
        for (Finding finding : findings.all()) {
            if (stop.isUp()) {
                return;
            }
            QueryForm form = formOf(finding);
            if (form != null) {
                findings.replace(finding.with(rulings(asked, finding, withKey(form))));
            }
        }
    }

    private static @Nullable QueryForm formOf(Finding finding) {
        return finding.shortest() != null
                ? finding.shortest()
                : finding.origin() instanceof Case.Question question ? question.form() : null;
    }

    /** With the field that names the rows, or nobody knows of which object a value is. */
    private static QueryForm withKey(QueryForm form) {
        Optional<List<JsonNode>> fields = form.fields();
        JsonNode key = JsonNodeFactory.instance.stringNode(form.rowKey());
        if (form.resource() == null
                || fields.isEmpty()
                || fields.get().isEmpty()
                || fields.get().contains(key)) {
            return form;
        }
        List<JsonNode> more = new ArrayList<>(fields.get());
        more.add(key);
        return form.withFields(more);
    }

    private Rulings rulings(Arbiter asked, Finding finding, QueryForm form) throws InterruptedException {
        Query query = form.request().query();
        for (int i = 0; i < MOST_TRIES && query != null; i++) {
            ClusterFiles before = files(asked);
            Pair.Both both = pair.ask(form.request());
            if (before == null) {
                return Rulings.NONE;
            }
            if (before == files(asked)) {
                List<Divergence> own = both.comparison().divergences().stream()
                        .filter(each -> shows(query, each, finding))
                        .toList();
                return new Rulings(
                        new Judge(before, query, both.primaryReply(), both.candidateReply(), null).rulings(own));
            }
        }
        return Rulings.NONE;
    }

    private static @Nullable ClusterFiles files(Arbiter asked) {
        try {
            return asked.files();
        } catch (ClusterException e) {
            return null;
        }
    }

    private static boolean shows(Query query, Divergence divergence, Finding finding) {
        return Symptom.of(query, List.of(divergence)).stream()
                .map(Symptom::key)
                .anyMatch(key -> Objects.equals(key, finding.key()));
    }
}

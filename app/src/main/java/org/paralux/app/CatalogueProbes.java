package org.paralux.app;

import java.time.Duration;
import java.util.List;
import org.paralux.luxi.Query;
import org.paralux.luxi.QueryTerms;
import org.paralux.qa.catalogue.Catalogue;
import org.paralux.qa.catalogue.Vocabulary;
import org.paralux.qa.catalogue.VocabularyReader;
import org.paralux.qa.simulate.AnswerOptions;
import org.paralux.qa.simulate.DaemonStyle;
import org.paralux.qa.simulate.DirectDaemon;
import org.paralux.qa.simulate.World;

/** The probes of the catalogue, from the fields that the embedded daemon of the newest release tells. */
final class CatalogueProbes {
    private CatalogueProbes() {}

    /** The queries that ask for one field, or are of a method that takes none. */
    static List<Query> singleFields() {
        try (World world = World.of(null)) {
            DirectDaemon daemon = new DirectDaemon(world, AnswerOptions.of(DaemonStyle.LUXID));
            VocabularyReader.Asking asking = request -> daemon.reply(request.payload());
            Vocabulary vocabulary = new VocabularyReader(asking, asking).read();
            return new Catalogue(vocabulary, 0, Duration.ZERO)
                    .queries()
                    .flatMap(question -> Query.in(question.request().payload()).stream())
                    .filter(CatalogueProbes::isSingle)
                    .toList();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private static boolean isSingle(Query query) {
        QueryTerms terms = query.terms();
        boolean fewFields = terms.fields() == null || terms.fields().size() == 1;
        boolean any = terms.filter() == null
                && (terms.names() == null || terms.names().isEmpty());
        return fewFields && any;
    }
}

package org.paralux.app;

import java.util.List;
import java.util.Optional;
import org.paralux.luxi.Payload;
import org.paralux.luxi.Query;
import org.paralux.luxi.QueryTerms;
import org.paralux.qa.catalogue.QueryCatalogue;
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
            return QueryCatalogue.of(request -> reply(daemon, request)).stream()
                    .map(Query::in)
                    .flatMap(Optional::stream)
                    .filter(CatalogueProbes::isSingle)
                    .toList();
        }
    }

    private static Payload reply(DirectDaemon daemon, Payload request) {
        try {
            Payload reply = daemon.reply(request);
            if (reply == null) {
                throw new IllegalStateException("the embedded daemon gave no reply");
            }
            return reply;
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

package org.paralux.qa.simulate;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.paralux.diff.Comparer;
import org.paralux.diff.Comparison;
import org.paralux.diff.Rules;
import org.paralux.luxi.LuxiJson;
import org.paralux.luxi.Payload;
import org.paralux.luxi.Query;
import org.paralux.qa.catalogue.Catalogue;
import org.paralux.qa.catalogue.Share;
import org.paralux.qa.catalogue.VocabularyReader;
import org.paralux.qa.simulate.jobs.ManualTimer;
import org.paralux.qa.simulate.model.ClusterSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A primary in masterd's style and a shadow in luxid's, in one world in which time stands still. */
final class TwoDaemons {
    private static final String DELAY = """
            {"OP_ID": "OP_TEST_DELAY", "duration": %s, "on_master": true, "on_nodes": [], "comment": null, "reason": []}""";

    final ManualTimer time = new ManualTimer();
    final World world = World.of(time, time, ClusterSource.ofSample(time));
    final DirectDaemon primary;
    final DirectDaemon shadow;
    private final Comparer comparer = new Comparer(Rules.shipped());

    /** The primary is the right one; both are of strict parity where the shadow is. */
    TwoDaemons(AnswerOptions shadowOptions) {
        prepare();
        AnswerOptions plain = AnswerOptions.of(DaemonStyle.MASTERD);
        primary = new DirectDaemon(world, shadowOptions.strictParity() ? plain.withStrictParity() : plain);
        shadow = new DirectDaemon(world, shadowOptions);
    }

    /** Jobs of each sort, a rule about jobs, and objects whose times are not known. */
    private void prepare() {
        world.jobs().submit(List.of(opcode(DELAY.formatted("0.1"))));
        world.jobs().submit(List.of(opcode("{\"OP_ID\": \"OP_INSTANCE_REBOOT\", \"instance_name\": \"nobody\"}")));
        time.advance(Duration.ofSeconds(5));
        world.jobs().archive(1);
        world.jobs().submit(List.of(opcode(DELAY.formatted("0.2")), opcode(DELAY.formatted("1000"))));
        time.advance(Duration.ofSeconds(5));
        world.cluster().change(tree -> {
            ObjectNode rule = tree.withObjectProperty("filters").putObject("a0b0c0d0-1111-4222-8333-444455556666");
            rule.put("uuid", "a0b0c0d0-1111-4222-8333-444455556666").put("priority", 1);
            for (JsonNode object : tree.path("networks")) {
                ((ObjectNode) object).remove(List.of("ctime", "mtime"));
            }
        });
    }

    private static JsonNode opcode(String text) {
        return LuxiJson.MAPPER.readTree(text);
    }

    /** All queries of the catalogue. */
    List<Payload> catalogue() {
        return catalogue(Long.MAX_VALUE);
    }

    /** So many of them at most, of each cell its share. */
    List<Payload> catalogue(long most) {
        VocabularyReader.Asking asking = request -> reply(primary, request.payload());
        try {
            Catalogue catalogue = new Catalogue(new VocabularyReader(asking, asking).read(), 1, Duration.ZERO);
            Share share = new Share(catalogue.cases(), most);
            return catalogue
                    .queries()
                    .filter(share)
                    .map(question -> question.request().payload())
                    .toList();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    Comparison compare(Payload request) {
        Query query = Query.in(request).orElseThrow(() -> new AssertionError(Probe.text(request) + ": no query"));
        return comparer.compare(query, reply(primary, request), reply(shadow, request));
    }

    static @Nullable Payload reply(DirectDaemon daemon, Payload request) {
        try {
            return daemon.reply(request);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    static String queryClass(Payload request) {
        return Query.in(request).orElseThrow().queryClass().name();
    }
}

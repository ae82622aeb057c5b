package org.paralux.proxy.shadow;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.paralux.luxi.LuxiJson;
import org.paralux.luxi.LuxiMethod;
import org.paralux.luxi.LuxiRequest;
import org.paralux.luxi.Payload;
import org.paralux.luxi.Query;
import org.paralux.proxy.settle.Mentions;
import org.paralux.proxy.settle.WriteHistory;
import org.paralux.proxy.tee.Body;
import org.paralux.proxy.tee.Exchange;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.JsonNode;

/**
 * Learns from the commands that pass what is being written: the jobs that they submit, and from the waits when these end.
 *
 * <p>Belongs to the recorder's thread.
 */
final class CommandReader {
    private static final Set<String> FINAL = Set.of("success", "error", "canceled");

    private final WriteHistory writes;

    CommandReader(WriteHistory writes) {
        this.writes = writes;
    }

    void command(LuxiMethod method, Exchange exchange) {
        Payload request = payload(exchange.request());
        Mentions mentions = request == null ? Mentions.ANYTHING : Mentions.in(request);
        boolean submits = switch (method) {
            case SUBMIT_JOB, SUBMIT_JOB_TO_DRAINED_QUEUE, SUBMIT_MANY_JOBS, PICKUP_JOB -> true;
            default -> false;
        };
        long began = exchange.endedNanos() - Math.max(0, exchange.latencyNanos());
        List<String> jobs = submits ? jobsIn(payload(exchange.reply())) : List.of();
        for (String job : jobs) {
            writes.jobBegan(job, began, mentions);
        }
        if (jobs.isEmpty()) {
            writes.wrote(began, mentions);
        }
    }

    /** A wait tells when its job has ended. */
    void waited(Exchange exchange) {
        Payload request = payload(exchange.request());
        Payload reply = payload(exchange.reply());
        if (request == null || reply == null || !(LuxiRequest.in(request) instanceof LuxiRequest.Wait)) {
            return;
        }
        JsonNode args = tree(request).path("args");
        JsonNode values = tree(reply).path("result").path(0);
        for (int i = 0; i < args.path(1).size(); i++) {
            boolean isStatus = "status".equals(args.path(1).path(i).asString(""));
            if (isStatus && FINAL.contains(values.path(i).asString(""))) {
                writes.jobEnded(args.path(0).asString(""));
            }
        }
    }

    /** A client that polls its jobs is told when they have ended. */
    void jobsQueried(Query query, Exchange exchange) {
        List<String> fields = query.terms().fields();
        List<String> ids = query.terms().names();
        Payload reply = payload(exchange.reply());
        int status = fields == null ? -1 : fields.indexOf("status");
        if (query.method() != LuxiMethod.QUERY_JOBS || ids == null || status < 0 || reply == null) {
            return;
        }
        JsonNode rows = tree(reply).path("result");
        for (int i = 0; i < Math.min(ids.size(), rows.size()); i++) {
            if (FINAL.contains(rows.path(i).path(status).asString(""))) {
                writes.jobEnded(ids.get(i));
            }
        }
    }

    /** The ids in the reply to a submission: one, or a pair of success and id for each job. */
    private static List<String> jobsIn(@Nullable Payload reply) {
        if (reply == null) {
            return List.of();
        }
        JsonNode result = tree(reply).path("result");
        List<String> jobs = new ArrayList<>();
        if (isId(result)) {
            jobs.add(result.asString());
        }
        for (JsonNode pair : result) {
            if (pair.size() == 2 && pair.path(0).isBoolean() && pair.path(0).booleanValue() && isId(pair.path(1))) {
                jobs.add(pair.path(1).asString());
            }
        }
        return jobs;
    }

    private static boolean isId(JsonNode node) {
        return node.isIntegralNumber() || (node.isString() && node.stringValue().matches("\\d{1,18}"));
    }

    private static JsonNode tree(Payload payload) {
        try (JsonParser parser = LuxiJson.parser(payload)) {
            return LuxiJson.MAPPER.readTree(parser);
        } catch (JacksonException e) {
            return LuxiJson.MAPPER.missingNode();
        }
    }

    private static @Nullable Payload payload(@Nullable Body body) {
        return body instanceof Body.Whole whole ? whole.payload() : null;
    }
}

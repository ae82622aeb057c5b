package org.paralux.qa.simulate;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.paralux.luxi.LuxiMethod;
import org.paralux.luxi.Payload;
import org.paralux.luxi.Query;
import org.paralux.luxi.RequestKind;
import org.paralux.qa.simulate.flaw.Flaws;
import org.paralux.qa.simulate.flaw.Told;
import org.paralux.qa.simulate.model.ClusterException;
import org.paralux.qa.simulate.model.ClusterImage;
import org.paralux.qa.simulate.model.Node;
import org.paralux.qa.simulate.query.ClusterInfo;
import org.paralux.qa.simulate.query.QueryEngine;
import org.paralux.qa.simulate.query.View;
import org.paralux.qa.simulate.wire.LuxiCall;
import org.paralux.qa.simulate.wire.RequestFailure;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.NullNode;

/**
 * Executes requests, each on the caller's thread, as many at a time as the daemon has workers.
 *
 * <p>Thread-safe.
 */
final class RequestService {
    private static final Logger LOGGER = LoggerFactory.getLogger(RequestService.class);
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final World world;
    private final Dialect dialect;
    private final ConfigurationReader configuration;
    private final boolean queryOnly;
    private final Flaws flaws;
    private final Semaphore workers;
    private final JobCommands jobs;
    private final FilterCommands filters;

    RequestService(World world, AnswerOptions options) {
        this.world = world;
        dialect = options.dialect();
        configuration = new ConfigurationReader(world.cluster(), options, dialect.keepsLastGoodConfiguration());
        queryOnly = options.queryOnly();
        flaws = options.flaws();
        workers = new Semaphore(dialect.workers(), true);
        jobs = new JobCommands(world, dialect);
        filters = new FilterCommands(world);
    }

    Dialect dialect() {
        return dialect;
    }

    /** The answer to one request; blocks while the request does. */
    Answer answer(Payload request) throws InterruptedException {
        Query query = flaws.isEmpty() ? null : Query.in(request).orElse(null);
        workers.acquire();
        try {
            return said(query, true, result(request, query));
        } catch (RequestFailure failure) {
            return switch (failure) {
                case RequestFailure.Coded coded -> said(query, false, coded.toJson());
                case RequestFailure.Uncoded uncoded ->
                    said(query, false, JSON.stringNode("Caught exception: " + uncoded.getMessage()));
                case RequestFailure.Malformed malformed -> lastAnswer(malformed);
            };
        } catch (ClusterException e) {
            String reason = Objects.requireNonNullElse(e.getMessage(), "unknown");
            String message = "There is no valid configuration: " + reason;
            return said(query, false, new RequestFailure.Coded("ConfigurationError", message).toJson());
        } catch (RuntimeException e) {
            LOGGER.atError().setCause(e).log("the embedded daemon failed at a request");
            return dialect.onOwnFailure(e)
                    .map(text -> said(query, false, JSON.stringNode(text)))
                    .orElseGet(Answer.HangUp::new);
        } finally {
            workers.release();
        }
    }

    int busyWorkers() {
        return dialect.workers() - workers.availablePermits();
    }

    /** @param query null where no flaw concerns the request */
    private Answer said(@Nullable Query query, boolean success, JsonNode result) {
        if (query == null) {
            return new Answer.Reply(dialect.text().reply(success, result));
        }
        Told told = flaws.told(query, success, result);
        return new Answer.Reply(dialect.text().reply(told.success(), told.result()));
    }

    private Answer lastAnswer(RequestFailure.Malformed failure) {
        Optional<String> lastWords = dialect.lastWords(failure);
        return lastWords.isPresent()
                ? new Answer.LastReply(dialect.text().reply(false, JSON.stringNode(lastWords.get())))
                : new Answer.HangUp();
    }

    private JsonNode result(Payload request, @Nullable Query query) throws InterruptedException {
        LuxiCall call = dialect.reader().read(request);
        LuxiMethod method = LuxiMethod.fromWireName(call.method())
                .filter(dialect::serves)
                .orElseThrow(() -> dialect.unknownMethod(call.method()));
        if (queryOnly && method.kind() != RequestKind.QUERY) {
            throw RequestFailure.generic("Luxi call '" + call.method() + "' not implemented");
        }
        if (method == LuxiMethod.QUERY_CLUSTER_INFO) {
            ClusterImage image = configuration.image();
            dialect.checkVersion(call, image);
            return ClusterInfo.of(image, dialect.softwareVersion());
        }
        if (!call.arguments().isArray()) {
            throw dialect.wrongArguments("Invalid arguments type (expected: a list)");
        }
        JsonNode understood = query == null ? call.arguments() : flaws.understood(query, call.arguments());
        Arguments arguments = new Arguments(understood, dialect);
        if (!method.takes(arguments.count())) {
            throw dialect.wrongArguments(arguments.count() + " arguments (expected: " + method.arity() + ")");
        }
        ClusterImage image = configuration.image();
        dialect.checkVersion(call, image);
        return result(method, arguments, image);
    }

    private JsonNode result(LuxiMethod method, Arguments arguments, ClusterImage image) throws InterruptedException {
        QueryEngine queries = new QueryEngine(new View(
                image, world.jobs(), new View.DaemonState(dialect.softwareVersion(), world.flags()), dialect.rules()));
        return switch (method) {
            case QUERY_ANY -> queries.query(arguments.text(0), arguments.texts(1), arguments.json(2));
            case QUERY_FIELDS -> queries.fields(arguments.text(0), arguments.textsOrNull(1));
            case QUERY_NODES -> classic(queries, "node", arguments);
            case QUERY_GROUPS -> classic(queries, "group", arguments);
            case QUERY_INSTANCES -> classic(queries, "instance", arguments);
            case QUERY_NETWORKS -> classic(queries, "network", arguments);
            case QUERY_JOBS -> queries.jobs(arguments.jobIdsOrNull(0), arguments.texts(1));
            case QUERY_EXPORTS -> exports(queries, arguments);
            case QUERY_FILTERS ->
                queries.filterRules(
                        Objects.requireNonNullElse(arguments.textsOrNull(0), List.of()), arguments.texts(1));
            case QUERY_TAGS -> queries.tags(arguments.text(0), tagOwner(arguments));
            case QUERY_CONFIG_VALUES -> configValues(image, arguments.texts(0));
            case QUERY_CLUSTER_INFO -> ClusterInfo.of(image, dialect.softwareVersion());
            case SUBMIT_JOB -> jobs.submit(arguments, false);
            case SUBMIT_JOB_TO_DRAINED_QUEUE -> jobs.submit(arguments, true);
            case SUBMIT_MANY_JOBS -> jobs.submitMany(arguments);
            case PICKUP_JOB -> throw RequestFailure.generic("Luxi call 'PickupJob' is for internal use only");
            case WAIT_FOR_JOB_CHANGE -> jobs.waitForChange(arguments);
            case CANCEL_JOB -> jobs.cancel(arguments.jobId(0));
            case ARCHIVE_JOB -> jobs.archive(arguments.jobId(0));
            case AUTO_ARCHIVE_JOBS -> jobs.archiveAutomatically(arguments.number(0));
            case CHANGE_JOB_PRIORITY -> jobs.changePriority(arguments.jobId(0), arguments.json(1));
            case SET_DRAIN_FLAG -> setDrainFlag(arguments.flag(0));
            case SET_WATCHER_PAUSE -> setWatcherPause(arguments);
            case REPLACE_FILTER -> filters.replace(arguments);
            case DELETE_FILTER -> filters.delete(arguments.text(0));
        };
    }

    private static JsonNode classic(QueryEngine queries, String resource, Arguments arguments) {
        List<String> names = arguments.texts(0);
        List<String> fields = arguments.texts(1);
        refuseLocking(arguments.flag(2));
        return queries.classic(resource, names, fields);
    }

    private static JsonNode exports(QueryEngine queries, Arguments arguments) {
        List<String> nodes = arguments.texts(0);
        refuseLocking(arguments.flag(1));
        return queries.exports(nodes);
    }

    private static void refuseLocking(boolean useLocking) {
        if (useLocking) {
            throw RequestFailure.wrongInput("Sync queries are not allowed");
        }
    }

    /** The cluster has no name here: clients of 2.9 and older send null, which luxid does not take. */
    private String tagOwner(Arguments arguments) {
        boolean nameless = dialect.takesNoTagOwner() && arguments.json(1).isNull();
        return nameless ? "" : arguments.text(1);
    }

    private JsonNode configValues(ClusterImage image, List<String> names) {
        Node master = image.master();
        ArrayNode values = JSON.arrayNode();
        for (String name : names) {
            values.add(
                    switch (name) {
                        case "cluster_name", "modify_ssh_setup", "ssh_key_type", "ssh_key_bits" ->
                            image.settings().path(name);
                        case "master_node" -> JSON.stringNode(master == null ? "" : master.name());
                        case "drain_flag" -> JSON.booleanNode(world.flags().drained());
                        case "watcher_pause" ->
                            world.flags()
                                    .watcherPausedUntil()
                                    .<JsonNode>map(until -> JSON.numberNode(until.getEpochSecond()))
                                    .orElse(NullNode.getInstance());
                        default -> dialect.unknownConfigValue(name);
                    });
        }
        return values;
    }

    private JsonNode setDrainFlag(boolean drained) {
        world.flags().setDrained(drained);
        return JSON.booleanNode(true);
    }

    private JsonNode setWatcherPause(Arguments arguments) {
        boolean clear = arguments.json(0).isNull();
        world.flags().pauseWatcher(clear ? null : Instant.ofEpochMilli((long) (arguments.number(0) * 1000)));
        return arguments.json(0);
    }
}

package org.paralux.qa.simulate;

import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.paralux.luxi.LuxiMethod;
import org.paralux.qa.simulate.model.ClusterImage;
import org.paralux.qa.simulate.query.MasterdRules;
import org.paralux.qa.simulate.query.QueryRules;
import org.paralux.qa.simulate.wire.LuxiCall;
import org.paralux.qa.simulate.wire.MasterdText;
import org.paralux.qa.simulate.wire.RequestFailure;
import org.paralux.qa.simulate.wire.RequestReader;
import org.paralux.qa.simulate.wire.TextStyle;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.NullNode;

/** masterd's, as in 2.7 to 2.10: silent about what it cannot read, talkative about what it did not expect. */
final class MasterdDialect extends Dialect {
    private static final int WORKERS = 16;
    private static final int WRITE_BYTES = 8192;
    private static final Set<LuxiMethod> UNKNOWN = EnumSet.of(
            LuxiMethod.PICKUP_JOB, LuxiMethod.QUERY_FILTERS, LuxiMethod.REPLACE_FILTER, LuxiMethod.DELETE_FILTER);

    private final TextStyle text = new MasterdText();
    private final QueryRules rules = MasterdRules.withSetsInHashOrder();

    @Override
    String softwareVersion() {
        return "2.10.7";
    }

    @Override
    RequestReader reader() {
        return RequestReader.PYTHON;
    }

    @Override
    TextStyle text() {
        return text;
    }

    @Override
    QueryRules rules() {
        return rules;
    }

    @Override
    int workers() {
        return WORKERS;
    }

    @Override
    void checkVersion(LuxiCall call, ClusterImage image) {
        JsonNode version = call.version();
        if (version == null || version.isNull()) {
            return;
        }
        if (!version.isIntegralNumber() || version.asLong(0) != image.version()) {
            throw new RequestFailure.Coded(
                    "LuxiError",
                    "LUXI version mismatch, server " + image.version() + ", request " + version.asString("no text"));
        }
    }

    @Override
    boolean serves(LuxiMethod method) {
        return !UNKNOWN.contains(method);
    }

    @Override
    RequestFailure unknownMethod(String wireName) {
        return new RequestFailure.Uncoded("Invalid operation '" + wireName + "'");
    }

    @Override
    RequestFailure wrongArguments(String message) {
        return new RequestFailure.Uncoded(message);
    }

    @Override
    boolean takesNoTagOwner() {
        return true;
    }

    @Override
    Optional<String> lastWords(RequestFailure.Malformed failure) {
        return Optional.empty();
    }

    @Override
    Optional<String> onOwnFailure(RuntimeException failure) {
        return Optional.of("Caught exception: " + failure.getClass().getSimpleName());
    }

    @Override
    RequestFailure queueDrained() {
        return new RequestFailure.Coded("JobQueueDrainError", "Job queue is drained, refusing job");
    }

    @Override
    JsonNode unknownConfigValue(String name) {
        throw RequestFailure.wrongInput("Unknown config value '" + name + "'");
    }

    @Override
    void checkOpcode(JsonNode opcode) {
        if (!opcode.path("OP_ID").isString()) {
            throw new RequestFailure.Uncoded("an opcode without OP_ID");
        }
    }

    /** masterd sets no limit; this one is that of a job here. */
    @Override
    Duration longestWait() {
        return Duration.ofHours(1);
    }

    @Override
    JsonNode unchanged(JsonNode currentValues) {
        return JsonNodeFactory.instance.stringNode("nochange");
    }

    @Override
    JsonNode jobLost() {
        return NullNode.getInstance();
    }

    @Override
    boolean keepsLastGoodConfiguration() {
        return true;
    }

    @Override
    int truncatesHalfClosedAfterBytes() {
        return WRITE_BYTES;
    }
}

package org.paralux.qa.simulate;

import java.time.Duration;
import java.util.Optional;
import org.paralux.luxi.LuxiMethod;
import org.paralux.qa.simulate.jobs.OpcodeTable;
import org.paralux.qa.simulate.model.ClusterImage;
import org.paralux.qa.simulate.query.LuxidRules;
import org.paralux.qa.simulate.query.QueryRules;
import org.paralux.qa.simulate.wire.LuxiCall;
import org.paralux.qa.simulate.wire.LuxidText;
import org.paralux.qa.simulate.wire.RequestFailure;
import org.paralux.qa.simulate.wire.RequestReader;
import org.paralux.qa.simulate.wire.TextStyle;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.NullNode;

/** luxid's, as in 3.0: whatever it cannot read in full it refuses in full, says so, and hangs up. */
final class LuxidDialect extends Dialect {
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(89);

    private final TextStyle text = new LuxidText();
    private final QueryRules rules = new LuxidRules();

    @Override
    String softwareVersion() {
        return "3.0.2";
    }

    @Override
    RequestReader reader() {
        return RequestReader.HASKELL;
    }

    @Override
    TextStyle text() {
        return text;
    }

    @Override
    QueryRules rules() {
        return rules;
    }

    /** One green thread a connection, and no limit. */
    @Override
    int workers() {
        return Integer.MAX_VALUE;
    }

    @Override
    void checkVersion(LuxiCall call, ClusterImage image) {}

    @Override
    boolean serves(LuxiMethod method) {
        return true;
    }

    @Override
    RequestFailure unknownMethod(String wireName) {
        return new RequestFailure.Malformed("Invalid string value for type LuxiReq: \"" + wireName + "\"");
    }

    @Override
    RequestFailure wrongArguments(String message) {
        return new RequestFailure.Malformed(message);
    }

    @Override
    boolean takesNoTagOwner() {
        return false;
    }

    @Override
    Optional<String> lastWords(RequestFailure.Malformed failure) {
        return Optional.of("Failed to parse request: " + failure.getMessage());
    }

    @Override
    Optional<String> onOwnFailure(RuntimeException failure) {
        return Optional.empty();
    }

    @Override
    RequestFailure queueDrained() {
        return RequestFailure.generic("Queue drained");
    }

    @Override
    JsonNode unknownConfigValue(String name) {
        return NullNode.getInstance();
    }

    @Override
    void checkOpcode(JsonNode opcode) {
        if (!opcode.path("reason").isArray()) {
            throw new RequestFailure.Malformed("an opcode without 'reason'");
        }
        if (!OpcodeTable.id(opcode).startsWith("OP_")) {
            throw new RequestFailure.Malformed("an opcode without OP_ID");
        }
        OpcodeSchema.check(opcode);
    }

    @Override
    Duration longestWait() {
        return LONGEST_WAIT;
    }

    /** The present values once more, and no news. */
    @Override
    JsonNode unchanged(JsonNode currentValues) {
        ArrayNode answer = JsonNodeFactory.instance.arrayNode().add(currentValues);
        answer.addArray();
        return answer;
    }

    @Override
    JsonNode jobLost() {
        throw new RequestFailure.Coded("JobLost", "Can't load job file");
    }

    @Override
    boolean keepsLastGoodConfiguration() {
        return false;
    }

    @Override
    int truncatesHalfClosedAfterBytes() {
        return 0;
    }
}

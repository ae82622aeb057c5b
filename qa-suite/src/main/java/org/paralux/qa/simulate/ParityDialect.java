package org.paralux.qa.simulate;

import java.time.Duration;
import java.util.Optional;
import org.paralux.luxi.LuxiMethod;
import org.paralux.luxi.RequestKind;
import org.paralux.qa.simulate.model.ClusterImage;
import org.paralux.qa.simulate.query.MasterdRules;
import org.paralux.qa.simulate.query.QueryRules;
import org.paralux.qa.simulate.wire.LuxiCall;
import org.paralux.qa.simulate.wire.RequestFailure;
import org.paralux.qa.simulate.wire.RequestReader;
import org.paralux.qa.simulate.wire.TextStyle;
import tools.jackson.databind.JsonNode;

/**
 * A daemon that has the text of its own style, and answers and refuses requests as masterd does, so that two of them differ
 * in nothing but what the wire makes equivalent.
 */
final class ParityDialect extends Dialect {
    private final Dialect own;
    private final Dialect common = new MasterdDialect();
    private final QueryRules rules = MasterdRules.withSortedSets();

    ParityDialect(Dialect own) {
        this.own = own;
    }

    @Override
    String softwareVersion() {
        return common.softwareVersion();
    }

    @Override
    RequestReader reader() {
        return common.reader();
    }

    @Override
    TextStyle text() {
        return own.text();
    }

    @Override
    QueryRules rules() {
        return rules;
    }

    @Override
    int workers() {
        return own.workers();
    }

    @Override
    void checkVersion(LuxiCall call, ClusterImage image) {
        common.checkVersion(call, image);
    }

    @Override
    boolean serves(LuxiMethod method) {
        return method.kind() == RequestKind.QUERY || own.serves(method);
    }

    @Override
    RequestFailure unknownMethod(String wireName) {
        return common.unknownMethod(wireName);
    }

    /** Of a query. Those of other requests are the same, which nobody compares. */
    @Override
    RequestFailure wrongArguments(String message) {
        return common.wrongArguments(message);
    }

    @Override
    boolean takesNoTagOwner() {
        return true;
    }

    @Override
    Optional<String> lastWords(RequestFailure.Malformed failure) {
        return common.lastWords(failure);
    }

    @Override
    Optional<String> onOwnFailure(RuntimeException failure) {
        return common.onOwnFailure(failure);
    }

    @Override
    RequestFailure queueDrained() {
        return own.queueDrained();
    }

    @Override
    JsonNode unknownConfigValue(String name) {
        return common.unknownConfigValue(name);
    }

    @Override
    void checkOpcode(JsonNode opcode) {
        own.checkOpcode(opcode);
    }

    @Override
    Duration longestWait() {
        return own.longestWait();
    }

    @Override
    JsonNode unchanged(JsonNode currentValues) {
        return own.unchanged(currentValues);
    }

    @Override
    JsonNode jobLost() {
        return own.jobLost();
    }

    @Override
    boolean keepsLastGoodConfiguration() {
        return own.keepsLastGoodConfiguration();
    }

    @Override
    int truncatesHalfClosedAfterBytes() {
        return own.truncatesHalfClosedAfterBytes();
    }
}

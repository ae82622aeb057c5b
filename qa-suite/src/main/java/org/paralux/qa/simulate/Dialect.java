package org.paralux.qa.simulate;

import java.time.Duration;
import java.util.Optional;
import org.paralux.luxi.LuxiMethod;
import org.paralux.qa.simulate.model.ClusterImage;
import org.paralux.qa.simulate.query.QueryRules;
import org.paralux.qa.simulate.wire.LuxiCall;
import org.paralux.qa.simulate.wire.RequestFailure;
import org.paralux.qa.simulate.wire.RequestReader;
import org.paralux.qa.simulate.wire.TextStyle;
import tools.jackson.databind.JsonNode;

/** How a daemon talks: what it accepts, what it calls an error, and what it says where the other says something else. */
abstract sealed class Dialect permits MasterdDialect, LuxidDialect, ParityDialect {
    /** The release of Ganeti whose ways it has. */
    abstract String softwareVersion();

    abstract RequestReader reader();

    abstract TextStyle text();

    abstract QueryRules rules();

    /** How many requests are executed at a time, of all connections. */
    abstract int workers();

    /** Refuses a client of another version. */
    abstract void checkVersion(LuxiCall call, ClusterImage image);

    abstract boolean serves(LuxiMethod method);

    abstract RequestFailure unknownMethod(String wireName);

    /** How arguments of the wrong number or type are refused. */
    abstract RequestFailure wrongArguments(String message);

    /** Whether the tags of the cluster may be asked for with null as its name, as clients of 2.9 and older do. */
    abstract boolean takesNoTagOwner();

    /** What is said of a message that cannot be understood, before the connection is closed; empty for nothing. */
    abstract Optional<String> lastWords(RequestFailure.Malformed failure);

    /** What is said when the daemon itself fails; empty when that ends the connection. */
    abstract Optional<String> onOwnFailure(RuntimeException failure);

    abstract RequestFailure queueDrained();

    /** How {@code QueryConfigValues} answers about something it does not know. */
    abstract JsonNode unknownConfigValue(String name);

    /** Refuses an opcode that cannot be put into a job. */
    abstract void checkOpcode(JsonNode opcode);

    /** The longest that a client may wait for a job's change. */
    abstract Duration longestWait();

    /** What a waiting client gets when nothing changed. */
    abstract JsonNode unchanged(JsonNode currentValues);

    /** What a waiting client gets when there is no such job. */
    abstract JsonNode jobLost();

    /** Whether a configuration that cannot be read is a reason to answer from the last good one. */
    abstract boolean keepsLastGoodConfiguration();

    /** After how many bytes of a reply to a client that has closed its side the rest is left out; 0 for never. */
    abstract int truncatesHalfClosedAfterBytes();
}

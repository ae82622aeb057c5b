package org.paralux.qa.simulate.flaw;

import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.paralux.luxi.Query;
import tools.jackson.databind.JsonNode;

/** Where in the daemon a flaw is. */
sealed interface Effect {
    /** The configuration is read once and never again. */
    record OnConfiguration() implements Effect {}

    /** The arguments are understood wrongly: from the query and them to what is understood, which is a new tree. */
    record OnArguments(BiFunction<Query, JsonNode, JsonNode> change) implements Effect {}

    /** The answer is wrong. */
    record OnAnswer(Consumer<Told> change) implements Effect {}

    /** The answer is wrong now and then. */
    record OnSomeAnswers(double probability, Consumer<Told> change) implements Effect {}

    /** The reply goes wrong on its way to the client. */
    record OnConnection(ConnectionFault fault) implements Effect {}
}

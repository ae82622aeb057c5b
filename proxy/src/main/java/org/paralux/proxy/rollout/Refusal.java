package org.paralux.proxy.rollout;

import java.util.List;
import org.paralux.luxi.LuxiJson;
import org.paralux.luxi.Payload;
import org.paralux.luxi.Query;

/**
 * What a client reads whose query is refused: LUXI's own error, which the Python client raises and {@code gnt-*} prints.
 * Class, code and the order of the keys are luxid's.
 */
final class Refusal {
    private static final String ERROR_CLASS = "OpPrereqError";
    private static final String CODE = "wrong_state";

    private Refusal() {}

    static Payload replyTo(Query query) {
        String text =
                query.methodName() + " is not answered on the master socket any more: queries go to the query socket"
                        + " (ganeti.luxi.Client with constants.QUERY_SOCKET, or Ganeti's GetClient(query=True));"
                        + " 'paralux report clients' names this client and the line to change";
        return Payload.of("{\"success\":false,\"result\":"
                + LuxiJson.MAPPER.writeValueAsString(List.of(ERROR_CLASS, List.of(text, CODE))) + "}");
    }
}

package org.paralux.qa.ask;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.paralux.luxi.LuxiMethod;
import org.paralux.luxi.Payload;
import org.paralux.luxi.RequestKind;

/** Nothing that any reader could take for a command is ever put to a daemon. */
class HarmlessRequestTest {
    @ParameterizedTest
    @EnumSource
    void aMethodIsHarmlessOnlyIfItIsAQuery(LuxiMethod method) {
        for (String request : new String[] {
            "{\"method\": \"%s\", \"args\": []}",
            "{\"method\": \"%s\", \"args\": [1, 2]",
            "{\"method\": \"QueryTags\", \"method\": \"%s\", \"args\": [[]]}",
            "{\"other\": {\"method\": \"%s\"}}",
            "%s"
        }) {
            Optional<HarmlessRequest> harmless = HarmlessRequest.in(Payload.of(request.formatted(method.wireName())));
            assertEquals(method.kind() == RequestKind.QUERY, harmless.isPresent(), request);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"method\": \"\\u0053ubmitJob\", \"args\": [[]]}",
                "{\"method\": \"QueryTags\", \"meth\\u006fd\": \"Arch\\u0069veJob\", \"args\": [1]}",
                "{\"method\": \"Query\", \"args\": [\"lock\", [\"name\"], null]}",
                "{\"method\": \"QueryFields\", \"args\": [\"lock\", null]}"
            })
    void whatMayHideACommandOrAsksForLocksIsRefused(String request) {
        assertTrue(HarmlessRequest.in(Payload.of(request)).isEmpty());
        assertThrows(IllegalArgumentException.class, () -> HarmlessRequest.required(Payload.of(request)));
    }

    @Test
    void aQueryMayNameACommandAmongItsLiterals() {
        String request = "{\"method\": \"Query\", \"args\": [\"job\", [\"id\"], [\"=\", \"summary\", \"SubmitJob\"]]}";
        assertTrue(HarmlessRequest.in(Payload.of(request)).isPresent());
    }

    @Test
    void noConversationHoldsACommandHoweverItIsCut() {
        String frame = "{\"method\": \"SubmitJob\", \"args\": [[]]}\u0003";
        for (int cut = 0; cut <= frame.length(); cut++) {
            Conversation.Step first = new Conversation.Step.Send(Payload.of(frame.substring(0, cut)));
            Conversation.Step second = new Conversation.Step.Send(Payload.of(frame.substring(cut)));
            assertThrows(IllegalArgumentException.class, () -> Conversation.of(first, second), "cut at " + cut);
        }
    }
}

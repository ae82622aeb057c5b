package org.paralux.proxy.rollout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a stage reads like. */
class ClassStageTest {
    static Stream<ClassStage> stages() {
        return Stream.concat(
                Stream.of(ClassStage.OBSERVE, ClassStage.SHADOW, ClassStage.SPLIT, ClassStage.WARN, ClassStage.ENFORCE),
                IntStream.of(1, 10, 25, 500, 999, 1000).mapToObj(each -> ClassStage.canary(each / 1000.0)));
    }

    @ParameterizedTest
    @MethodSource("stages")
    void whatIsPrintedIsRead(ClassStage stage) {
        assertEquals(stage, ClassStage.of(stage.toString()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "canary", "canary 0%", "canary 101%", "canary ten%", "canary 10", "split 10%", "warn"})
    void anythingElseIsSaid(String text) {
        String message = String.valueOf(assertThrows(IllegalArgumentException.class, () -> ClassStage.of(text))
                .getMessage());
        assertTrue(message.startsWith("stage: '" + text + "' (expected: observe, shadow, canary 10%, "), message);
    }
}

package org.paralux.proxy.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebAddressTest {
    @ParameterizedTest
    @CsvSource({
        "127.0.0.1:8710, http://127.0.0.1:8710/",
        "127.0.0.9:0, http://127.0.0.9:0/",
        "localhost:8710, http://127.0.0.1:8710/",
        "[::1]:8710, http://[0:0:0:0:0:0:0:1]:8710/"
    })
    void loopbackIsServed(String text, String url) {
        assertEquals(url, WebAddress.parse(text).url());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0:8710",
                "[::]:8710",
                "192.0.2.1:8710",
                "10.0.0.1:80",
                "[2001:db8::1]:80",
                "node1.example.com:8710",
                "127.0.0.1",
                "8710",
                ":8710",
                "127.0.0.1:99999",
                "127.0.0.1:-1",
                ""
            })
    void whatOthersCouldReachIsRefused(String text) {
        IllegalArgumentException refusal = assertThrows(IllegalArgumentException.class, () -> WebAddress.parse(text));
        assertTrue(String.valueOf(refusal.getMessage()).contains("(expected: "), refusal::getMessage);
    }

    @Test
    void whatHasASlashIsAPath() {
        assertEquals(new WebAddress.UnixPath(Path.of("/run/paralux/web")), WebAddress.parse("/run/paralux/web"));
    }
}

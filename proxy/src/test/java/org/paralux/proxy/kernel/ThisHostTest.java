package org.paralux.proxy.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ThisHostTest {
    @Test
    void itsNameIsTheKernels() throws Exception {
        Process uname = new ProcessBuilder("uname", "-n").start();
        String name = new String(uname.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        assertEquals(0, uname.waitFor());
        assertEquals(name, ThisHost.name());
        assertTrue(ThisHost.isCalled(name), "whether or not it has an address");
    }

    @Test
    void itIsCalledByItsAddressesTooAndByNoOthers() {
        assertTrue(ThisHost.isCalled("127.0.0.1"));
        assertFalse(ThisHost.isCalled("192.0.2.1"));
        assertFalse(ThisHost.isCalled("elsewhere.invalid"));
    }
}

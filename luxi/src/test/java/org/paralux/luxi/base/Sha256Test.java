package org.paralux.luxi.base;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.junit.jupiter.api.Test;

class Sha256Test {
    /** The examples of FIPS 180-2, appendix B, and of nothing. */
    @Test
    void theExamplesOfTheStandard() {
        assertEquals("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", Sha256.hex("abc"));
        assertEquals(
                "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1",
                Sha256.hex("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq"));
        assertEquals("e3b0c442", Sha256.hex("", 4));
    }

    @Test
    void eachHashIsItsOwn() throws NoSuchAlgorithmException {
        byte[] text = "ü".getBytes(StandardCharsets.UTF_8);
        MessageDigest unfinished = Sha256.begin();
        unfinished.update((byte) 1);
        assertArrayEquals(MessageDigest.getInstance("SHA-256").digest(text), Sha256.of("ü"));
        assertArrayEquals(Sha256.of("ü"), Sha256.of(text));
    }
}

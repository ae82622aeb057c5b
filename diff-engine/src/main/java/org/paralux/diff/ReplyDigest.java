package org.paralux.diff;

import java.util.HexFormat;
import org.paralux.luxi.Payload;

/**
 * The digest of a reply's normal form. Two replies that compare as {@link Verdict#MATCH} have the same; two that do not
 * have different ones, but for an accident of one in 2^64. It is no proof against someone who forges.
 *
 * @param hex 32 hexadecimal digits
 */
public record ReplyDigest(String hex) {
    private static final int DIGITS = 32;

    public ReplyDigest {
        if (hex.length() != DIGITS) {
            throw new IllegalArgumentException("hex: " + hex.length() + " digits (expected: " + DIGITS + ")");
        }
    }

    /** Never throws: what is no reply has the digest of its bytes. */
    public static ReplyDigest of(Payload payload) {
        return switch (Reply.read(payload)) {
            case Reply.Reading.Bad _ -> digest(NormalHash.ofBytes(payload, 0, payload.length()), "bad");
            case Reply.Reading.Good(Reply reply) -> of(reply);
        };
    }

    private static ReplyDigest of(Reply reply) {
        int[] rest = reply.rest();
        String tail = rest[0] == rest[1]
                ? ""
                : digest(NormalHash.ofBytes(reply.document().bytes, rest[0], rest[1]), "rest").hex;
        Reply.Failure failure = reply.failure();
        String head = failure == null ? "" : "failed " + failure.errorClass() + " " + failure.code();
        NormalHash hash = new NormalHash(reply.document());
        return digest(
                failure == null ? hash.hash(reply.document().root()) : hash.hashWithoutResult(reply), head + tail);
    }

    private static ReplyDigest digest(NormalHash hash, String more) {
        for (int i = 0; i < more.length(); i++) {
            hash.add(more.charAt(i));
        }
        HexFormat hex = HexFormat.of();
        return new ReplyDigest(hex.toHexDigits(hash.one()) + hex.toHexDigits(hash.two()));
    }
}

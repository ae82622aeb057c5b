package org.paralux.proxy.tee;

import io.netty.buffer.ByteBuf;
import org.paralux.proxy.spool.SpooledBody;

/**
 * Hands a body that is too long for memory to the spool, in pieces that count in the {@link TeeBudget} until they are
 * written. Belongs to one event loop.
 */
final class BodySpooler {
    static final int PIECE_BYTES = 64 * 1024;

    private final TeeBudget budget;
    private final SpooledBody body;
    private byte[] piece = {};
    private int pieceBytes;
    private boolean lost;

    /**
     * @param begun what was kept of the body so far, which is taken over
     * @param reservedBytes what it holds of the budget
     */
    BodySpooler(TeeBudget budget, SpooledBody body, byte[] begun, int bytes, int reservedBytes) {
        this.budget = budget;
        this.body = body;
        this.lost = !body.append(begun, bytes, () -> budget.release(reservedBytes));
    }

    void append(ByteBuf source, int index, int bytes) {
        int done = 0;
        while (done < bytes && !lost && hasRoom()) {
            int part = Math.min(bytes - done, piece.length - pieceBytes);
            source.getBytes(index + done, piece, pieceBytes, part);
            pieceBytes += part;
            done += part;
            if (pieceBytes == piece.length) {
                handOver();
            }
        }
    }

    private boolean hasRoom() {
        if (pieceBytes == 0) {
            if (!budget.reserve(PIECE_BYTES)) {
                lose();
                return false;
            }
            piece = new byte[PIECE_BYTES];
        }
        return true;
    }

    private void handOver() {
        int bytes = pieceBytes;
        pieceBytes = 0;
        lost = !body.append(piece, bytes, () -> budget.release(PIECE_BYTES));
    }

    /** All of it has passed. */
    SpooledBody end() {
        if (pieceBytes > 0 && !lost) {
            handOver();
        }
        body.end();
        return body;
    }

    /** It is not wanted any more. */
    void lose() {
        if (pieceBytes > 0) {
            budget.release(PIECE_BYTES);
            pieceBytes = 0;
        }
        lost = true;
        body.lose();
    }
}

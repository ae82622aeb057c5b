package org.paralux.proxy.relay;

import io.netty.buffer.ByteBuf;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;
import org.paralux.proxy.tee.FrameScanner;

/** What a client sent, cut into requests that wait for their turn. Belongs to one event loop. */
final class RequestQueue {
    private final Deque<RoutedRequest> requests = new ArrayDeque<>(2);
    private @Nullable RoutedRequest open;

    /** Takes {@code bytes}. */
    void add(ByteBuf bytes) {
        int start = bytes.readerIndex();
        int end = bytes.writerIndex();
        while (start < end) {
            int etx = FrameScanner.indexOfEtx(bytes, start, end);
            int stop = etx < 0 ? end : etx + 1;
            RoutedRequest request = last();
            request.append(bytes, start, stop - start);
            if (etx >= 0) {
                request.completed(System.nanoTime());
                open = null;
            }
            start = stop;
        }
        bytes.release();
    }

    private RoutedRequest last() {
        RoutedRequest last = open;
        if (last == null) {
            last = new RoutedRequest();
            requests.add(last);
            open = last;
        }
        return last;
    }

    /** The one whose turn it is. */
    @Nullable RoutedRequest first() {
        return requests.peek();
    }

    void removeFirst() {
        requests.remove();
    }

    /** Back to the front, in front of all that came later. */
    void putBack(RoutedRequest request) {
        requests.addFirst(request);
    }

    boolean isEmpty() {
        return requests.isEmpty();
    }

    /** Whether the client should be read on: the first of its requests is still coming, or none waits. */
    boolean wantsMore() {
        RoutedRequest first = requests.peek();
        return first == null || (first == open && !(first.canBePassedOn() && first.waitingBytes() > 0));
    }
}

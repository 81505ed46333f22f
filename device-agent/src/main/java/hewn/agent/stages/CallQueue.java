package hewn.agent.stages;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;

/**
 * The calls that wait for a stage: bounded, and closed once. Safe for use by several threads.
 */
final class CallQueue {
    private final Queue<StageCall> calls = new ArrayDeque<>();
    private final int capacity;
    private boolean closed;

    CallQueue(int capacity) {
        if (capacity < 1) {
            throw new IllegalArgumentException("a queue has room for at least 1 call, but got " + capacity);
        }
        this.capacity = capacity;
    }

    /** What became of an offer. */
    enum Verdict {
        QUEUED,
        FULL,
        CLOSED
    }

    synchronized Verdict offer(StageCall call) {
        if (closed) {
            return Verdict.CLOSED;
        }
        if (calls.size() == capacity) {
            return Verdict.FULL;
        }
        calls.add(call);
        notifyAll();
        return Verdict.QUEUED;
    }

    /** Waits for a call; empty when the queue is closed. */
    synchronized Optional<StageCall> take() throws InterruptedException {
        while (calls.isEmpty() && !closed) {
            wait();
        }
        return Optional.ofNullable(calls.poll());
    }

    /** Takes no more calls, and gives back those that waited. */
    synchronized List<StageCall> close() {
        closed = true;
        notifyAll();
        List<StageCall> rest = List.copyOf(calls);
        calls.clear();
        return rest;
    }

    synchronized int size() {
        return calls.size();
    }

    int capacity() {
        return capacity;
    }
}

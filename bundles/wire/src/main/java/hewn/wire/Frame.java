package hewn.wire;

import hewn.fleet.DeviceId;
import hewn.tensor.Digest;
import hewn.tensor.Tensor;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What passes from device to device.
 */
public sealed interface Frame {
    /**
     * The generation that is to compute the request, and no other.
     *
     * @return its number
     */
    long generation();

    /**
     * The request, by a number that the dispatcher gave it.
     *
     * @return unique within the dispatcher's life
     */
    long request();

    /**
     * Tensors for the next stage, or, behind the last, the answer.
     *
     * @param generation which is to compute the request
     * @param request which
     * @param remaining the time left until the deadline when the frame was sent: clocks differ from device to device
     * @param passed one for each slice that it has passed, in order
     * @param tensors the cut set, by name
     */
    record Tensors(long generation, long request, Duration remaining, List<Passed> passed, Map<String, Tensor> tensors)
            implements Frame {
        /** Copies list and map. */
        public Tensors {
            passed = List.copyOf(passed);
            tensors = Collections.unmodifiableMap(new LinkedHashMap<>(tensors));
        }
    }

    /**
     * A request that failed at a stage; sent straight to the dispatcher.
     *
     * @param generation which was to compute the request
     * @param request which
     * @param device where it failed
     * @param cause what kind of failure
     * @param message what is wrong and what to do
     */
    record Failure(long generation, long request, DeviceId device, Cause cause, String message) implements Frame {}

    /** The kinds of failures. */
    enum Cause {
        /** The inputs do not fit the slice. */
        INVALID_INPUT,
        /** The slice's computation failed. */
        COMPUTATION,
        /** The generation is not loaded here. */
        NOT_LOADED,
        /** Too much is waiting here. */
        OVERLOADED,
        /** The deadline passed before it was done. */
        DEADLINE,
        /** The next device can't be reached. */
        NEXT_UNREACHABLE
    }

    /**
     * A slice that a request has passed, and what it took there.
     *
     * @param device which ran it
     * @param slice its digest
     * @param receiveNanos from the first to the last byte of its inputs, in nanoseconds
     * @param queueNanos from then until it was its turn, in nanoseconds
     * @param computeNanos the call, in nanoseconds
     */
    record Passed(DeviceId device, Digest slice, long receiveNanos, long queueNanos, long computeNanos) {}
}

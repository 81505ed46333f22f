package hewn.serving.oip;

import hewn.tensor.Tensor;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The body of an infer request.
 *
 * @param id echoed in the answer
 * @param timeout how long the client waits, if it says so
 * @param inputs by name
 * @param outputs what is wanted, in the order in which it is wanted
 */
record InferRequest(
        Optional<String> id, Optional<Duration> timeout, Map<String, Tensor> inputs, List<RequestedOutput> outputs) {}

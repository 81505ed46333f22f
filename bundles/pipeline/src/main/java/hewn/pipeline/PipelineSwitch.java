package hewn.pipeline;

import hewn.tensor.Tensor;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Decides which generation requests go to. Used by what deploys; safe for use by several threads.
 */
@ProviderType
public interface PipelineSwitch {
    /**
     * Sends inputs through a pipeline that need not serve.
     *
     * @param pipeline whose slices are loaded
     * @param inputs one tensor for each input of its signature
     * @param deadline from now
     * @return completes by the deadline, never exceptionally
     */
    CompletionStage<InferenceOutcome> probe(Pipeline pipeline, Map<String, Tensor> inputs, Duration deadline);

    /**
     * A model will be served soon: until then its requests are rejected as {@link
     * InferenceOutcome.Reason#UNAVAILABLE}, not as unknown.
     *
     * @param expected what will be served; not available yet
     * @param reason for the clients
     */
    void expect(InferenceService.Served expected, String reason);

    /**
     * A model that was expected is not to be served after all.
     *
     * @param model its name
     */
    void expectNoMore(String model);

    /**
     * From now on, requests for the pipeline's model name go to it, and so do those that waited for the former
     * generation. One atomic step: each request sees the former generation or this one.
     *
     * @param pipeline whose slices are loaded
     */
    void serve(Pipeline pipeline);

    /**
     * From now on, a share of the requests for the pipeline's model that name neither version nor label go to it, spread
     * evenly, and all that ask for a canary. What it fails to answer, or can't take, of that share is executed on what
     * {@link #serve serves}. A former canary of the model gets no more requests. To {@link #serve} it ends that: it is
     * what serves then, in one atomic step.
     *
     * @param pipeline whose slices are loaded; if it is the canary already, its share changes
     * @param share from 0 to 1
     */
    void serveCanary(Pipeline pipeline, double share);

    /**
     * The canary of a model.
     *
     * @param model its name
     * @return its pipeline, or empty if it has none
     */
    Optional<Pipeline> canary(String model);

    /**
     * How a canary fares beside what serves.
     *
     * @param model its name
     * @return empty if it has none, or nothing serves beside it
     */
    Optional<CanaryComparison> comparison(String model);

    /**
     * Which requests go to a generation.
     *
     * @param generation a number
     * @return empty if none do
     */
    Optional<TrafficShare> traffic(long generation);

    /**
     * Sends nothing to a generation until {@link #resume}: a device of it is gone. Requests under way on it, and those
     * that come, wait to be executed (again) when the model is served again, or are rejected at once if no end is in
     * sight. May be called again, when that changes.
     *
     * @param generation a number
     * @param suspension why, and whether an end is in sight
     */
    void suspend(long generation, Suspension suspension);

    /**
     * Whether a device of a generation is cut off: for two seconds at least, what was sent to it was lost on its way again
     * and again, and nothing came through. A device that is slow, or has no room for more, is not.
     *
     * @param generation a number
     * @return the device; empty if none is, if it is not known yet, or if the generation is suspended
     */
    Optional<CutOff> cutOff(long generation);

    /**
     * Sends requests again, first those that wait.
     *
     * @param generation a number
     */
    void resume(long generation);

    /**
     * Takes no more requests for a generation and waits for those under way.
     *
     * @param generation a number; nothing happens if it is not known
     * @param deadline from now, after which what is still under way is executed again on what serves then, or rejected if
     *     nothing does
     * @return completes when nothing is under way
     */
    CompletionStage<Void> drain(long generation, Duration deadline);

    /**
     * Where requests for a model go now.
     *
     * @param model its name
     * @return the pipeline, or empty if there is none that takes requests
     */
    Optional<Pipeline> serving(String model);

    /**
     * Where the last stage of each pipeline sends its outputs.
     *
     * @return the address of the gateway's own tensor endpoint, as {@code host:port}
     */
    String sinkAddress();

    /**
     * What a generation has done so far.
     *
     * @param generation a number
     * @return its statistics, or empty if it is not known
     */
    Optional<PipelineStatistics> statistics(long generation);

    /**
     * Those of which there are {@link #statistics}: they serve, are tried or were {@link #probe probed}, or have not ended
     * to {@link #drain}.
     *
     * @return their numbers, at one moment
     */
    Set<Long> generations();
}

package hewn.deployer.rollout;

import hewn.deployer.device.CutOffDevices;
import hewn.deployer.generation.FailureCode;
import hewn.deployer.generation.RolloutException;
import hewn.fleet.DeviceId;
import hewn.inference.Difference;
import hewn.pipeline.InferenceOutcome;
import hewn.pipeline.InferenceOutcome.Answer;
import hewn.pipeline.InferenceOutcome.Rejection;
import hewn.pipeline.Pipeline;
import hewn.pipeline.PipelineStage;
import hewn.pipeline.PipelineSwitch;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;

/**
 * Compares what a pipeline makes of sample inputs with what the whole model makes of them.
 */
public final class Verification {
    private static final double TOLERANCE = 1e-5;

    private final PipelineSwitch pipelines;
    private final CutOffDevices cutOff;
    private final Duration limit;

    /**
     * Verifies any pipelines.
     *
     * @param pipelines answers probes
     * @param cutOff is told what becomes of devices that were cut off
     * @param limit for an answer
     */
    public Verification(PipelineSwitch pipelines, CutOffDevices cutOff, Duration limit) {
        this.pipelines = pipelines;
        this.cutOff = cutOff;
        this.limit = limit;
    }

    /** The largest difference. */
    double verify(Pipeline pipeline, ReferenceRun.Sample sample, boolean strict)
            throws RolloutException, InterruptedException {
        double difference = Difference.between(probe(pipeline, sample).outputs(), sample.outputs());
        if (difference > (strict ? 0 : TOLERANCE)) {
            throw new RolloutException(
                    FailureCode.VERIFICATION_FAILED,
                    "the pipeline's answer differs from the whole model's by " + difference
                            + (strict ? ", and strict allows none" : ", more than " + TOLERANCE),
                    "see that all devices run the same engine; run 'hewn check' on the model's folder");
        }
        return difference;
    }

    private Answer probe(Pipeline pipeline, ReferenceRun.Sample sample) throws RolloutException, InterruptedException {
        InferenceOutcome outcome;
        try {
            outcome = pipelines
                    .probe(pipeline, sample.inputs(), limit)
                    .toCompletableFuture()
                    .get();
        } catch (ExecutionException impossible) {
            throw new IllegalStateException("a probe never completes exceptionally", impossible);
        }
        if (outcome instanceof Rejection rejection) {
            throw noAnswer(pipeline, rejection.message());
        }
        cutOff.reached(pipeline.model().name(), devices(pipeline));
        return (Answer) outcome;
    }

    /** A device that was cut off of late still is, as far as one can tell. */
    private RolloutException noAnswer(Pipeline pipeline, String why) {
        String model = pipeline.model().name();
        Optional<DeviceId> suspect = cutOff.suspect(model, devices(pipeline));
        suspect.ifPresent(device -> cutOff.add(model, device));
        return suspect.map(device -> new RolloutException(
                        FailureCode.DEVICE_CUT_OFF,
                        "tensors still do not get to device '" + device + "': " + why,
                        CutOffDevices.REMEDY))
                .orElseGet(() -> new RolloutException(
                        FailureCode.VERIFICATION_FAILED,
                        "the pipeline did not answer: " + why,
                        "see that the devices reach each other's and the gateway's tensor addresses"));
    }

    private static List<DeviceId> devices(Pipeline pipeline) {
        return pipeline.stages().stream().map(PipelineStage::device).toList();
    }
}

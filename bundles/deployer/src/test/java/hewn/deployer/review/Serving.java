package hewn.deployer.review;

import hewn.deployer.FakeModels;
import hewn.deployer.generation.Active;
import hewn.deployer.generation.GenerationRecord;
import hewn.fleet.DeviceId;
import hewn.graph.LayerRange;
import hewn.inference.ModelId;
import hewn.inference.Slice;
import hewn.pipeline.Pipeline;
import hewn.pipeline.PipelineStage;
import hewn.tensor.Digest;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.util.List;

/** Generations that serve. */
final class Serving {
    private Serving() {}

    /** One whole model on device 'a', that was adopted, so that nobody knows what it was placed for. */
    static Active onOneDevice(ModelId model, long generation) {
        Slice slice =
                new Slice(Digest.of(ByteBuffer.allocate(1)), 1, new LayerRange(0, 2), List.of(), List.of(), List.of());
        return new Active(
                new GenerationRecord(generation, model, Clock.systemUTC(), status -> {}),
                new Pipeline(
                        generation,
                        model,
                        FakeModels.SIGNATURE,
                        List.of(new PipelineStage(new DeviceId("a"), "a:1", slice))));
    }
}

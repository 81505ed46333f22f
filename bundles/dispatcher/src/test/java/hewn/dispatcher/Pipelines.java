package hewn.dispatcher;

import hewn.fleet.DeviceId;
import hewn.graph.LayerRange;
import hewn.inference.ModelId;
import hewn.inference.Signature;
import hewn.inference.Slice;
import hewn.pipeline.InferenceRequest;
import hewn.pipeline.Pipeline;
import hewn.pipeline.PipelineStage;
import hewn.pipeline.VersionLabel;
import hewn.tensor.Digest;
import hewn.tensor.ElementType;
import hewn.tensor.PartialShape;
import hewn.tensor.Shape;
import hewn.tensor.Tensor;
import hewn.tensor.TensorSpec;
import hewn.wire.Frame;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;

/** Pipelines of two stages for a model that takes {@code x} and gives {@code y}, and what passes through them. */
final class Pipelines {
    private static final TensorSpec X = new TensorSpec("x", ElementType.INT32, PartialShape.batchOf(Shape.of()));
    private static final TensorSpec Y = new TensorSpec("y", ElementType.INT32, PartialShape.batchOf(Shape.of()));
    private static final DeviceId DEVICE = new DeviceId("camera");

    private Pipelines() {}

    /** A generation of a version of its own, which has the same number. */
    static Pipeline pipeline(long generation) {
        return pipeline(generation, generation);
    }

    static Pipeline pipeline(long generation, long version) {
        return pipeline(generation, version, new Signature("serving_default", List.of(X), List.of(Y)));
    }

    /** A generation whose model takes what no request brings. */
    static Pipeline pipelineOfOtherInputs(long generation) {
        TensorSpec other = new TensorSpec("other", ElementType.INT32, PartialShape.batchOf(Shape.of()));
        return pipeline(generation, generation, new Signature("serving_default", List.of(other), List.of(Y)));
    }

    /** A generation with a stage on each of some devices. */
    static Pipeline pipelineOn(long generation, String... devices) {
        return new Pipeline(
                generation,
                new ModelId("m", 1),
                new Signature("serving_default", List.of(X), List.of(Y)),
                IntStream.range(0, devices.length)
                        .mapToObj(i -> stage(generation, i, new DeviceId(devices[i])))
                        .toList());
    }

    private static Pipeline pipeline(long generation, long version, Signature signature) {
        return new Pipeline(
                generation,
                new ModelId("m", version),
                signature,
                List.of(stage(generation, 0, DEVICE), stage(generation, 1, DEVICE)));
    }

    private static PipelineStage stage(long generation, int index, DeviceId device) {
        Digest digest = digest(generation, index);
        Slice slice = new Slice(digest, 1, new LayerRange(index, index + 1), List.of(X), List.of(Y), List.of());
        return new PipelineStage(device, "127.0.0.1:1", slice);
    }

    private static Digest digest(long generation, int index) {
        return Digest.of(
                ByteBuffer.allocate(16).putLong(generation).putLong(index).flip());
    }

    static Tensor number(int value) {
        ByteBuffer element =
                ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(value);
        return new Tensor(ElementType.INT32, Shape.of(1), element.flip());
    }

    static InferenceRequest request(int x, Duration deadline) {
        return new InferenceRequest("m", OptionalLong.empty(), Optional.empty(), Map.of("x", number(x)), deadline);
    }

    static InferenceRequest requestOfVersion(long version, int x, Duration deadline) {
        return new InferenceRequest("m", OptionalLong.of(version), Optional.empty(), Map.of("x", number(x)), deadline);
    }

    static InferenceRequest requestWithLabel(VersionLabel label, int x, Duration deadline) {
        return new InferenceRequest(
                "m", OptionalLong.empty(), Optional.of(label), Optional.empty(), Map.of("x", number(x)), deadline);
    }

    static Frame.Tensors answer(Frame.Tensors to, long slicesOf, int y) {
        List<Frame.Passed> passed = List.of(
                new Frame.Passed(DEVICE, digest(slicesOf, 0), 1000, 2000, 3000),
                new Frame.Passed(DEVICE, digest(slicesOf, 1), 1000, 2000, 3000));
        return new Frame.Tensors(to.generation(), to.request(), to.remaining(), passed, Map.of("y", number(y)));
    }

    static Frame.Failure failure(Frame.Tensors to, Frame.Cause cause) {
        return failureOf(DEVICE.value(), to, cause);
    }

    static Frame.Failure failureOf(String device, Frame.Tensors to, Frame.Cause cause) {
        return new Frame.Failure(to.generation(), to.request(), new DeviceId(device), cause, "it failed");
    }
}

package hewn.serving;

import hewn.inference.ModelId;
import hewn.inference.Signature;
import hewn.pipeline.InferenceOutcome;
import hewn.pipeline.InferenceOutcome.Answer;
import hewn.pipeline.InferenceRequest;
import hewn.pipeline.InferenceService;
import hewn.pipeline.TrafficShare;
import hewn.pipeline.VersionLabel;
import hewn.tensor.ElementType;
import hewn.tensor.PartialShape;
import hewn.tensor.Tensor;
import hewn.tensor.TensorSpec;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** Serves what a test says, and remembers what it was asked. */
public final class FakeInference implements InferenceService {
    private final List<Served> served = new ArrayList<>();
    private final BlockingQueue<InferenceRequest> requests = new LinkedBlockingQueue<>();
    private volatile Function<InferenceRequest, CompletionStage<InferenceOutcome>> behaviour = request -> {
        throw new IllegalStateException("the test did not say what to answer to " + request);
    };

    /** The golden model of TensorFlow Serving's own tests: y = x / 2 + 3. */
    public static FakeInference halfPlusThree() {
        return new FakeInference()
                .serves("half_plus_three", 123, List.of(floats("x")), List.of(floats("y")))
                .answering(request -> Map.of("y", halfPlusThree(request.inputs().get("x"))));
    }

    /** Gives its inputs back, under the same names. */
    public static FakeInference echo(TensorSpec... specs) {
        return new FakeInference()
                .serves("echo", 1, List.of(specs), List.of(specs))
                .answering(InferenceRequest::inputs);
    }

    public static TensorSpec floats(String name) {
        return new TensorSpec(name, ElementType.FLOAT32, PartialShape.of(List.of(OptionalLong.empty())));
    }

    public static TensorSpec any(String name, ElementType type) {
        return new TensorSpec(name, type, PartialShape.UNKNOWN);
    }

    public FakeInference serves(String name, long version, List<TensorSpec> inputs, List<TensorSpec> outputs) {
        return serves(name, version, Signature.DEFAULT_NAME, inputs, outputs, true);
    }

    public FakeInference serves(
            String name,
            long version,
            String signature,
            List<TensorSpec> inputs,
            List<TensorSpec> outputs,
            boolean available) {
        served.add(new Served(
                new ModelId(name, version), new Signature(signature, inputs, outputs), served.size() + 7L, available));
        return this;
    }

    /** A version that is tried beside those that were named before. */
    public FakeInference tries(String name, long version, List<TensorSpec> inputs, List<TensorSpec> outputs) {
        served.add(new Served(
                new ModelId(name, version),
                new Signature(Signature.DEFAULT_NAME, inputs, outputs),
                served.size() + 7L,
                true,
                new TrafficShare(VersionLabel.CANARY, 0.1)));
        return this;
    }

    public FakeInference answering(Function<InferenceRequest, Map<String, Tensor>> model) {
        return behaving(request -> CompletableFuture.completedFuture(answer(request, model.apply(request))));
    }

    public FakeInference rejecting(InferenceOutcome.Rejection rejection) {
        return behaving(request -> CompletableFuture.completedFuture(rejection));
    }

    public FakeInference behaving(Function<InferenceRequest, CompletionStage<InferenceOutcome>> how) {
        behaviour = how;
        return this;
    }

    public Answer answer(InferenceRequest request, Map<String, Tensor> outputs) {
        Served one = served.stream()
                .filter(s -> s.model().name().equals(request.model()))
                .findFirst()
                .orElseThrow();
        return new Answer(one.model(), one.generation(), outputs, List.of());
    }

    /** The oldest request that was not asked for yet, once it is there. */
    public InferenceRequest next() throws InterruptedException {
        InferenceRequest request = requests.poll(20, TimeUnit.SECONDS);
        if (request == null) {
            throw new AssertionError("no request arrived");
        }
        return request;
    }

    @Override
    public CompletionStage<InferenceOutcome> infer(InferenceRequest request) {
        requests.add(request);
        return behaviour.apply(request);
    }

    @Override
    public List<Served> served() {
        return List.copyOf(served);
    }

    static Tensor halfPlusThree(Tensor x) {
        ByteBuffer in = x.elements();
        ByteBuffer out = ByteBuffer.allocate(in.remaining()).order(ByteOrder.LITTLE_ENDIAN);
        while (in.hasRemaining()) {
            out.putFloat(in.getFloat() / 2 + 3);
        }
        return new Tensor(ElementType.FLOAT32, x.shape(), out.flip());
    }
}

package hewn.deployer;

import hewn.fleet.DeviceId;
import hewn.pipeline.CanaryComparison;
import hewn.pipeline.CanaryComparison.Recent;
import hewn.pipeline.CutOff;
import hewn.pipeline.InferenceOutcome;
import hewn.pipeline.InferenceOutcome.Reason;
import hewn.pipeline.InferenceOutcome.Rejection;
import hewn.pipeline.InferenceService;
import hewn.pipeline.Pipeline;
import hewn.pipeline.PipelineStage;
import hewn.pipeline.PipelineStatistics;
import hewn.pipeline.PipelineSwitch;
import hewn.pipeline.Suspension;
import hewn.pipeline.TrafficShare;
import hewn.tensor.Tensor;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Answers probes with their inputs, and notes what it is told. */
final class FakeSwitch implements PipelineSwitch {
    private static final Recent NOTHING = new Recent(0, 0, Duration.ZERO);

    private final List<String> events = new CopyOnWriteArrayList<>();
    private final Map<Long, Suspension> suspensions = new ConcurrentHashMap<>();
    private final Map<String, Pipeline> serving = new ConcurrentHashMap<>();
    private final Map<String, Pipeline> canaries = new ConcurrentHashMap<>();
    private final Map<Thread, Runnable> meanwhile = new ConcurrentHashMap<>();
    private final Set<DeviceId> severed = ConcurrentHashMap.newKeySet();
    private volatile CanaryComparison comparison = new CanaryComparison(NOTHING, NOTHING);
    private final AtomicInteger looks = new AtomicInteger();
    private final AtomicBoolean faulty = new AtomicBoolean();
    private volatile UnaryOperator<Tensor> pipeline = UnaryOperator.identity();
    private final Set<Long> draining = ConcurrentHashMap.newKeySet();
    private volatile CompletableFuture<Void> drained = CompletableFuture.completedFuture(null);

    /** From now on, pipelines compute this. */
    void compute(UnaryOperator<Tensor> function) {
        pipeline = function;
    }

    /** From now on, nothing gets to a device. */
    void sever(String device) {
        severed.add(new DeviceId(device));
    }

    /** What is sent to a device gets there again. */
    void mend(String device) {
        severed.remove(new DeviceId(device));
    }

    private Optional<CutOff> cutOff(Pipeline sentBy) {
        return sentBy.stages().stream()
                .map(PipelineStage::device)
                .filter(severed::contains)
                .findFirst()
                .map(device -> new CutOff(device, "connection refused"));
    }

    /** How often it was asked what is cut off: several times a second for each model that serves. */
    int looks() {
        return looks.get();
    }

    @Override
    public Optional<CutOff> cutOff(long generation) {
        looks.incrementAndGet();
        return serving.values().stream()
                .filter(served -> served.generation() == generation)
                .findFirst()
                .flatMap(this::cutOff);
    }

    /** From now on, generations that drain have requests under way until the future completes. */
    CompletableFuture<Void> keepBusy() {
        drained = new CompletableFuture<>();
        return drained;
    }

    /** From now on, canaries fare so. */
    void compare(Recent canary, Recent stable) {
        comparison = new CanaryComparison(canary, stable);
    }

    /** When this thread asks next what serves, something happens just before it is told. */
    void meanwhile(Runnable happens) {
        meanwhile.put(Thread.currentThread(), happens);
    }

    /** As a new process of the gateway has it. */
    void loseRoutes() {
        serving.clear();
        canaries.clear();
        draining.clear();
    }

    List<String> events() {
        return List.copyOf(events);
    }

    @Override
    public CompletionStage<InferenceOutcome> probe(Pipeline probed, Map<String, Tensor> inputs, Duration deadline) {
        Optional<CutOff> obstacle = cutOff(probed);
        if (obstacle.isPresent()) {
            return CompletableFuture.completedFuture(
                    Rejection.of(Reason.UNAVAILABLE, obstacle.get().reason()));
        }
        Map<String, Tensor> outputs = Map.of("y", pipeline.apply(inputs.get("x")));
        return CompletableFuture.completedFuture(
                new InferenceOutcome.Answer(probed.model(), probed.generation(), outputs, List.of()));
    }

    @Override
    public void expect(InferenceService.Served expected, String reason) {
        events.add("expect " + expected.model());
    }

    @Override
    public void expectNoMore(String model) {}

    @Override
    public void serve(Pipeline served) {
        events.add("serve " + served.generation());
        serving.put(served.model().name(), served);
        canaries.values().removeIf(served::equals);
    }

    @Override
    public void serveCanary(Pipeline tried, double share) {
        events.add("try " + tried.generation() + " with " + share);
        canaries.put(tried.model().name(), tried);
    }

    @Override
    public Optional<Pipeline> canary(String model) {
        return Optional.ofNullable(canaries.get(model));
    }

    @Override
    public Optional<CanaryComparison> comparison(String model) {
        return canary(model).map(tried -> comparison);
    }

    @Override
    public Optional<TrafficShare> traffic(long generation) {
        return Optional.empty();
    }

    /** The next suspension fails. */
    void failOnce() {
        faulty.set(true);
    }

    /** Why a generation takes no requests, or last took none. */
    Suspension suspension(long generation) {
        return Optional.ofNullable(suspensions.get(generation)).orElseThrow();
    }

    @Override
    public void suspend(long generation, Suspension suspension) {
        if (faulty.getAndSet(false)) {
            throw new IllegalStateException("a bug of a switch");
        }
        suspensions.put(generation, suspension);
        events.add((suspension instanceof Suspension.Stuck ? "give up " : "suspend ") + generation);
    }

    @Override
    public void resume(long generation) {
        events.add("resume " + generation);
    }

    @Override
    public CompletionStage<Void> drain(long generation, Duration deadline) {
        events.add("drain " + generation);
        serving.values().removeIf(route -> route.generation() == generation);
        canaries.values().removeIf(route -> route.generation() == generation);
        draining.add(generation);
        return drained.thenRun(() -> draining.remove(generation));
    }

    @Override
    public Optional<Pipeline> serving(String model) {
        Optional.ofNullable(meanwhile.remove(Thread.currentThread())).ifPresent(Runnable::run);
        return Optional.ofNullable(serving.get(model));
    }

    @Override
    public String sinkAddress() {
        return "gateway:1";
    }

    @Override
    public Optional<PipelineStatistics> statistics(long generation) {
        PipelineStatistics idle = new PipelineStatistics(0, 0, 0, 0, 0, PipelineStatistics.Percentiles.NONE, List.of());
        return generations().contains(generation) ? Optional.of(idle) : Optional.empty();
    }

    @Override
    public Set<Long> generations() {
        Stream<Long> taking = Stream.of(serving, canaries)
                .flatMap(routes -> routes.values().stream().map(Pipeline::generation));
        return Stream.concat(taking, draining.stream()).collect(Collectors.toUnmodifiableSet());
    }
}

package hewn.dispatcher;

import hewn.pipeline.CanaryComparison;
import hewn.pipeline.CutOff;
import hewn.pipeline.InferenceOutcome;
import hewn.pipeline.InferenceRequest;
import hewn.pipeline.InferenceService;
import hewn.pipeline.Pipeline;
import hewn.pipeline.PipelineStatistics;
import hewn.pipeline.PipelineSwitch;
import hewn.pipeline.Suspension;
import hewn.pipeline.TrafficShare;
import hewn.tensor.Tensor;
import hewn.wire.GatewayLaunch;
import hewn.wire.TensorTransport;
import hewn.wire.Transfers;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/**
 * Sends every request through one generation and gives it exactly one outcome.
 *
 * <p>Stages are pure: what was under way on a generation that lost a device is kept with its inputs and executed again when
 * the model is served again, if its deadline allows.
 *
 * <p>Safe for use by several threads. Outcomes are handed over by threads of its own or of its callers, never by
 * those that read from the network or write to it.
 *
 * <p>It tells, too, whether tensors pass the gateway, and how fast answers come.
 *
 * <p>In the gateway the framework properties {@code hewn.tensors.host} and {@code hewn.tensors.port} say what to bind, and
 * {@code hewn.host} by which host devices reach it.
 */
@Component(
        service = {InferenceService.class, PipelineSwitch.class, Transfers.class},
        configurationPid = "hewn.dispatcher",
        immediate = true) // what serves outlives the deployer
@Designate(ocd = Dispatcher.Config.class)
public final class Dispatcher implements InferenceService, PipelineSwitch, Transfers, AutoCloseable {
    /** What can be configured. */
    @ObjectClassDefinition(
            name = "Hewn dispatcher",
            description = "Sends requests through the pipelines. A change interrupts nothing; it counts for requests"
                    + " that come from then on")
    public @interface Config {
        /**
         * The bound of what is under way or waits.
         *
         * @return a number of requests
         */
        @AttributeDefinition(
                name = "Requests under way",
                description =
                        "How many requests for one model may be under way, or wait with their inputs in memory until"
                                + " the model can take them; more are answered 429",
                min = "1",
                max = "1000000")
        int maxInFlight() default 256;
    }

    /** Leaves room for a million requests a second before two processes could give out the same number. */
    private final AtomicLong numbers = new AtomicLong(System.currentTimeMillis() * 1000);

    private final RouteTable routes = new RouteTable();
    private final Map<String, Traffic> traffics = new ConcurrentHashMap<>();
    private final ExpectedModels expected = new ExpectedModels();
    private final DispatcherThreads threads = new DispatcherThreads();
    private final TensorTransport transport;
    private final AnswerReceiver answers;
    private final String sinkAddress;
    private final LongSupplier nanoTimeOfLosses;
    private volatile int maxInFlight;

    /**
     * Begins to take answers, as a service of the gateway.
     *
     * @param transport carries tensors to and from the devices
     * @param context has the framework properties
     * @param config what can be configured
     * @throws IOException if the address can't be bound
     */
    @Activate
    public Dispatcher(@Reference TensorTransport transport, BundleContext context, Config config) throws IOException {
        this(transport, GatewayLaunch.of(context::getProperty), config.maxInFlight());
    }

    /**
     * Begins to take answers.
     *
     * @param transport carries tensors to and from the devices
     * @param host the address to bind
     * @param port the port to bind, or 0 for any that is free
     * @param reachableAt the host by which devices reach that address
     * @param maxInFlight how many requests for one model may be under way, or wait until it can take them
     * @throws IOException if the address can't be bound
     */
    public Dispatcher(TensorTransport transport, String host, int port, String reachableAt, int maxInFlight)
            throws IOException {
        this(transport, host, port, reachableAt, maxInFlight, System::nanoTime);
    }

    /** Losses are timed by another clock. */
    Dispatcher(
            TensorTransport transport,
            String host,
            int port,
            String reachableAt,
            int maxInFlight,
            LongSupplier nanoTimeOfLosses)
            throws IOException {
        this.transport = transport;
        this.maxInFlight = maxInFlight;
        this.nanoTimeOfLosses = nanoTimeOfLosses;
        this.answers = new AnswerReceiver(transport, host, port, routes, threads.completions());
        this.sinkAddress = reachableAt + ":" + answers.port();
    }

    private Dispatcher(TensorTransport transport, GatewayLaunch launch, int maxInFlight) throws IOException {
        this(transport, launch.tensorsHost(), launch.tensorsPort(), launch.tensorsReachableAt(), maxInFlight);
    }

    @Modified
    void change(Config config) {
        bound(config.maxInFlight());
    }

    /** Requests are admitted by another bound from now on; those that were admitted before stay so. */
    void bound(int mostInFlight) {
        maxInFlight = mostInFlight;
    }

    @Override
    public CompletionStage<InferenceOutcome> infer(InferenceRequest request) {
        Lanes lanes = routes.lanes(request.model());
        Optional<Route> route = lanes.meant(request);
        if (route.isPresent()) {
            Pipeline pipeline = route.get().pipeline();
            return RequestCheck.refusal(pipeline, request)
                    .<CompletionStage<InferenceOutcome>>map(CompletableFuture::completedFuture)
                    .orElseGet(
                            () -> answers.transfers().during(traffic(pipeline).take(request, pipeline)));
        }
        return CompletableFuture.completedFuture(lanes.isEmpty() ? notServed(request) : Rejections.unlabelled(request));
    }

    private InferenceOutcome notServed(InferenceRequest request) {
        return expected.reason(request.model())
                .map(Rejections::unavailable)
                .orElseGet(() -> Rejections.notFound(request.model(), "is not served; deploy it first"));
    }

    private Traffic traffic(Pipeline pipeline) {
        return traffics.computeIfAbsent(
                pipeline.model().name(),
                model -> new Traffic(
                        model,
                        routes,
                        numbers::incrementAndGet,
                        threads.timer(),
                        threads.completions(),
                        () -> maxInFlight));
    }

    @Override
    public List<Served> served() {
        Map<String, List<Served>> byName = new TreeMap<>();
        expected.models().forEach(soon -> byName.put(soon.model().name(), List.of(soon)));
        routes.lanes().stream()
                .map(Lanes::served)
                .filter(served -> !served.isEmpty())
                .forEach(served -> byName.put(served.get(0).model().name(), served));
        return byName.values().stream().flatMap(List::stream).toList();
    }

    @Override
    public void expect(Served model, String reason) {
        expected.add(model, reason);
    }

    @Override
    public void expectNoMore(String model) {
        expected.remove(model);
    }

    @Override
    public CompletionStage<InferenceOutcome> probe(Pipeline pipeline, Map<String, Tensor> inputs, Duration deadline) {
        InferenceRequest asked =
                new InferenceRequest(pipeline.model().name(), OptionalLong.empty(), Optional.empty(), inputs, deadline);
        return answers.transfers()
                .during(Probe.send(route(pipeline), numbers.incrementAndGet(), asked, threads.timer()));
    }

    @Override
    public void serve(Pipeline pipeline) {
        routes.serve(route(pipeline));
        expectNoMore(pipeline.model().name());
        traffic(pipeline).goOn();
    }

    @Override
    public void serveCanary(Pipeline pipeline, double share) {
        Route route = route(pipeline);
        if (routes.traffic(route).isEmpty()) {
            route.recent().forget(); // its probes
        }
        routes.serveCanary(route, share);
        traffic(pipeline).goOn();
    }

    @Override
    public Optional<Pipeline> canary(String model) {
        return routes.lanes(model).canary().map(CanaryLane::route).map(Route::pipeline);
    }

    @Override
    public Optional<CanaryComparison> comparison(String model) {
        return routes.lanes(model).comparison();
    }

    @Override
    public Optional<TrafficShare> traffic(long generation) {
        return routes.generation(generation).flatMap(routes::traffic);
    }

    private Route route(Pipeline pipeline) {
        return routes.add(
                pipeline.generation(),
                number -> new Route(
                        pipeline,
                        transport.connect(pipeline.stages().get(0).dataAddress()),
                        threads.timer(),
                        threads.completions(),
                        new HopWatch(pipeline.stages(), nanoTimeOfLosses)));
    }

    @Override
    public void suspend(long generation, Suspension suspension) {
        change(generation, route -> route.suspend(suspension));
    }

    @Override
    public void resume(long generation) {
        change(generation, Route::resume);
    }

    @Override
    public Optional<CutOff> cutOff(long generation) {
        return routes.generation(generation).flatMap(Route::cutOff);
    }

    private void change(long generation, Consumer<Route> how) {
        routes.generation(generation).ifPresent(route -> {
            how.accept(route);
            traffic(route.pipeline()).goOn();
        });
    }

    @Override
    public CompletionStage<Void> drain(long generation, Duration deadline) {
        Optional<Route> found = routes.generation(generation);
        if (found.isEmpty()) {
            return CompletableFuture.completedFuture(null);
        }
        change(generation, routes::retire);
        return found.get().drain(deadline).whenComplete((done, impossible) -> routes.remove(generation));
    }

    @Override
    public Optional<Pipeline> serving(String model) {
        return routes.serving(model).filter(Route::isAvailable).map(Route::pipeline);
    }

    @Override
    public String sinkAddress() {
        return sinkAddress;
    }

    @Override
    public Optional<PipelineStatistics> statistics(long generation) {
        return routes.generation(generation).map(route -> route.statistics(waitingFor(route.pipeline())));
    }

    @Override
    public Set<Long> generations() {
        return routes.generations();
    }

    private int waitingFor(Pipeline pipeline) {
        return routes.serving(pipeline.model().name())
                        .map(Route::pipeline)
                        .filter(pipeline::equals)
                        .isPresent()
                ? traffic(pipeline).waiting()
                : 0;
    }

    @Override
    public boolean isIdle() {
        return answers.transfers().isIdle();
    }

    @Override
    public void tell(Transfers.Listener listener) {
        answers.transfers().tell(listener);
    }

    /** Rejects what is under way and takes no more. */
    @Override
    @Deactivate
    public void close() {
        answers.close();
        traffics.values().forEach(Traffic::close);
        routes.all().forEach(route -> route.drain(Duration.ZERO));
        threads.close();
    }
}

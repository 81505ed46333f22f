package hewn.dispatcher;

import hewn.pipeline.InferenceOutcome;
import hewn.pipeline.InferenceOutcome.Rejection;
import hewn.pipeline.InferenceRequest;
import hewn.pipeline.Pipeline;
import hewn.pipeline.Suspension;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;

/**
 * All requests for one model: each is executed on the generation that serves it, or waits until one does. A share of those
 * that leave the choice is tried on a canary first, if there is one; what comes to nothing there is executed on what serves.
 *
 * <p>Each that is admitted is in exactly one place, a route or the waiting room, until it has its outcome; so what is
 * held in memory is bounded by their number and ends with their deadlines. Requests move between both under one lock, so
 * that none begins to wait just after those that wait were told to go on. Locks are taken in the order traffic, route.
 */
final class Traffic implements PendingRequest.Keeper {
    private static final Runnable NOTHING = () -> {};

    private final String model;
    private final RouteTable routes;
    private final LongSupplier numbers;
    private final ScheduledExecutorService timer;
    private final Executor executor;
    private final IntSupplier most;

    // Guarded by this.
    private final Set<PendingRequest> admitted = new HashSet<>();
    private final Set<PendingRequest> waiting = new LinkedHashSet<>();
    private boolean closed;

    /**
     * Begins with no request.
     *
     * @param model the name of the model
     * @param routes tells which generation serves it
     * @param numbers gives each execution its own
     * @param timer for deadlines and pauses
     * @param executor goes on with those that waited
     * @param most how many requests may be under way or wait when another one comes
     */
    Traffic(
            String model,
            RouteTable routes,
            LongSupplier numbers,
            ScheduledExecutorService timer,
            Executor executor,
            IntSupplier most) {
        this.model = model;
        this.routes = routes;
        this.numbers = numbers;
        this.timer = timer;
        this.executor = executor;
        this.most = most;
    }

    /** Takes a request that fits a pipeline which serves, or did a moment ago. */
    CompletionStage<InferenceOutcome> take(InferenceRequest asked, Pipeline meantFor) {
        PendingRequest request = new PendingRequest(asked, meantFor, this);
        Optional<Rejection> refusal = admit(request);
        if (refusal.isPresent()) {
            routes.serving(model).ifPresent(Route::countRejection);
            return CompletableFuture.completedFuture(refusal.get());
        }
        request.endsBefore(
                timer.schedule(() -> expire(request), request.deadline().toNanos(), TimeUnit.NANOSECONDS));
        place(request);
        return request.outcome();
    }

    private synchronized Optional<Rejection> admit(PendingRequest request) {
        if (closed) {
            return Optional.of(Rejections.CLOSING);
        }
        int bound = most.getAsInt();
        if (admitted.size() >= bound) {
            return Optional.of(Rejections.overloaded(bound));
        }
        admitted.add(request);
        waiting.add(request);
        if (request.asked().isFree() && routes.lanes(model).choosesCanary()) {
            request.goOnTrial();
        }
        return Optional.empty();
    }

    /** What serves has changed: those that wait are looked at again, by another thread. */
    void goOn() {
        try {
            executor.execute(() -> inOrder().forEach(this::place));
        } catch (RejectedExecutionException closing) {
            // close has rejected all of them
        }
    }

    private synchronized List<PendingRequest> inOrder() {
        return List.copyOf(waiting);
    }

    synchronized int waiting() {
        return waiting.size();
    }

    private void place(PendingRequest request) {
        whereTo(request).run();
    }

    /** Moves a request that waits, if it can be moved; what is left to do is done without the lock. */
    private synchronized Runnable whereTo(PendingRequest request) {
        if (!waiting.contains(request) || request.isClaimed()) {
            return NOTHING;
        }
        if (request.isLate()) {
            return () -> expire(request);
        }
        Lanes lanes = routes.lanes(model);
        Optional<Runnable> trial = request.isOnTrial() ? trial(request, lanes) : Optional.empty();
        return trial.or(() -> lanes.meant(request).map(route -> whereTo(request, route)))
                .orElseGet(() -> () -> reject(request, Rejections.gone(request.asked())));
    }

    /** Empty, and no longer a trial, if there is no canary that takes it now. */
    private Optional<Runnable> trial(PendingRequest request, Lanes lanes) {
        Optional<Runnable> start = lanes.canary()
                .map(CanaryLane::route)
                .filter(route -> Succession.obstacle(request, route.pipeline()).isEmpty())
                .flatMap(route -> enter(request, route));
        if (start.isEmpty()) {
            request.endTrial();
        }
        return start;
    }

    private Optional<Runnable> enter(PendingRequest request, Route canary) {
        Execution execution = request.execution(canary, numbers.getAsLong());
        if (!(canary.enter(execution) instanceof Route.Entry.Entered)) {
            return Optional.empty();
        }
        Runnable start = begun(execution);
        return Optional.of(() -> {
            start.run();
            giveUpHalfway(execution);
        });
    }

    /** What a canary does not answer in time is left time enough to be answered by what serves. */
    private void giveUpHalfway(Execution execution) {
        PendingRequest request = execution.request();
        request.endsBefore(timer.schedule(
                () -> executor.execute(() -> execution.route().giveUp(execution)),
                request.remaining().toNanos() / 2,
                TimeUnit.NANOSECONDS));
    }

    private Runnable begun(Execution execution) {
        waiting.remove(execution.request());
        execution.request().isExecutedBy(execution);
        return () -> execution.route().start(execution);
    }

    private Runnable whereTo(PendingRequest request, Route route) {
        Optional<String> obstacle = Succession.obstacle(request, route.pipeline());
        if (obstacle.isPresent()) {
            return () -> reject(request, Rejections.unavailable(obstacle.get()));
        }
        Execution execution = request.execution(route, numbers.getAsLong());
        Route.Entry entry = route.enter(execution);
        if (entry instanceof Route.Entry.Closed closedRoute) {
            return stayOrGo(request, closedRoute.suspension());
        }
        if (entry instanceof Route.Entry.Ended) { // it was retired before it ended
            return () -> place(request);
        }
        return begun(execution);
    }

    private Runnable stayOrGo(PendingRequest request, Suspension suspension) {
        return suspension instanceof Suspension.Stuck ? () -> reject(request, Rejections.of(suspension)) : NOTHING;
    }

    @Override
    public void lost(Execution execution, Loss loss) {
        PendingRequest request = execution.request();
        Optional<Duration> pause;
        synchronized (this) {
            if (!admitted.contains(request)) {
                return;
            }
            waiting.add(request);
            pause = request.pauseAfter(execution, loss);
            request.endTrial();
        }
        if (pause.isEmpty()) {
            reject(request, Rejections.lostTooOften(loss));
        } else if (pause.get().isZero()) {
            place(request);
        } else {
            placeAfter(pause.get(), execution);
        }
    }

    private void placeAfter(Duration pause, Execution lost) {
        lost.request()
                .endsBefore(timer.schedule(
                        () -> executor.execute(() -> placeUnlessWentOn(lost)), pause.toNanos(), TimeUnit.NANOSECONDS));
    }

    /** What went on sooner, and was lost again, waits for the end of a longer pause by now. */
    private void placeUnlessWentOn(Execution lost) {
        PendingRequest request = lost.request();
        boolean isLast;
        synchronized (this) {
            isLast = request.isLast(lost);
        }
        if (isLast) {
            place(request);
        }
    }

    private void expire(PendingRequest request) {
        reject(request, late(request));
    }

    private synchronized Rejection late(PendingRequest request) {
        if (!waiting.contains(request)) {
            return Rejections.late(request.deadline());
        }
        String reason = routes.serving(model)
                .flatMap(Route::suspension)
                .map(Suspension::reason)
                .or(() -> request.lastLoss().map(Loss::reason))
                .orElse("it was not its turn yet");
        return Rejections.waitedInVain(request.deadline(), reason);
    }

    private void reject(PendingRequest request, Rejection rejection) {
        if (request.claim()) {
            countRejection(request);
            request.complete(rejection);
        }
    }

    private synchronized void countRejection(PendingRequest request) {
        request.lastExecution()
                .map(Execution::route)
                .or(() -> routes.serving(model))
                .ifPresent(Route::countRejection);
    }

    @Override
    public void left(PendingRequest request) {
        Optional<Execution> last;
        synchronized (this) {
            admitted.remove(request);
            waiting.remove(request);
            last = request.lastExecution();
        }
        last.ifPresent(execution -> execution.route().leave(execution));
    }

    /** Rejects all, and takes no more. */
    void close() {
        List<PendingRequest> all;
        synchronized (this) {
            closed = true;
            all = List.copyOf(admitted);
        }
        all.forEach(request -> reject(request, Rejections.CLOSING));
    }
}

package hewn.dispatcher;

import hewn.pipeline.InferenceOutcome;
import hewn.pipeline.InferenceRequest;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * A request that asks how one generation fares: no other may answer it, and it is not repeated.
 */
final class Probe implements PendingRequest.Keeper {
    private final Route route;

    private Probe(Route route) {
        this.route = route;
    }

    static CompletionStage<InferenceOutcome> send(
            Route route, long number, InferenceRequest asked, ScheduledExecutorService timer) {
        PendingRequest request = new PendingRequest(asked, route.pipeline(), new Probe(route));
        Execution execution = request.execution(route, number);
        request.isExecutedBy(execution);
        request.endsBefore(timer.schedule(
                () -> route.reject(request, Rejections.late(request.deadline())),
                request.deadline().toNanos(),
                TimeUnit.NANOSECONDS));
        Route.Entry entry = route.enter(execution);
        if (entry instanceof Route.Entry.Closed closed) {
            route.reject(request, Rejections.of(closed.suspension()));
        } else if (entry instanceof Route.Entry.Ended) {
            route.reject(request, Rejections.unavailable(route.hasEnded()));
        } else {
            route.start(execution);
        }
        return request.outcome();
    }

    @Override
    public void lost(Execution execution, Loss loss) {
        route.reject(execution.request(), Rejections.unavailable(loss.reason()));
    }

    @Override
    public void left(PendingRequest request) {
        request.lastExecution().ifPresent(route::forget);
    }
}

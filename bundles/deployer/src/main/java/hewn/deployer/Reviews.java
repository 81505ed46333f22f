package hewn.deployer;

import hewn.pipeline.DeploymentRequest;
import hewn.pipeline.Review;
import hewn.placement.Stage;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks now and then whether a deployment that serves well should run elsewhere. It never does so while something is to be
 * repaired, and what somebody ordered goes first.
 */
final class Reviews {
    private static final Logger LOG = LoggerFactory.getLogger(Reviews.class);

    /** How often it is seen whether something changed while it settles. */
    private static final int TICKS = 4;

    /** Takes what is to run elsewhere. */
    @FunctionalInterface
    interface Move {
        void to(Active serving, Proposal proposal, Review review);
    }

    private final DeploymentState state;
    private final PlacementReview review;
    private final Executor planning;
    private final Move move;
    private final ReviewTimer timer = new ReviewTimer(System::nanoTime);
    private final AtomicBoolean busy = new AtomicBoolean();
    private volatile long tickNanos = System.nanoTime();
    private volatile long lookedNanos = System.nanoTime();
    private volatile Optional<Cost> cost = Optional.empty();

    /** What a placement cost under its objective when it was last asked. */
    private record Cost(List<Stage> places, double seconds) {
        /** What changed, for people; empty if nothing notable did. */
        Optional<String> change(Cost before) {
            return before.places().equals(places) && Outlook.differsInTime(seconds, before.seconds())
                    ? Optional.of(String.format(
                            Locale.ROOT,
                            "the present placement is predicted to cost %.2f ms, no longer %.2f ms",
                            seconds * 1e3,
                            before.seconds() * 1e3))
                    : Optional.empty();
        }
    }

    /**
     * Reviews of one deployment.
     *
     * @param planning takes the work, which takes as long as strategies do
     * @param move begins a generation
     */
    Reviews(DeploymentState state, PlacementReview review, Executor planning, Move move) {
        this.state = state;
        this.review = review;
        this.planning = planning;
        this.move = move;
    }

    /** What a plan would go by now. */
    Outlook outlook(DeploymentRequest request) {
        return review.outlook(request);
    }

    /** Something new serves, that was planned by what was known then. */
    void served(Outlook plannedBy) {
        timer.planned(Optional.of(plannedBy));
        cost = Optional.empty();
        lookedNanos = System.nanoTime();
    }

    /** Called several times a second, while nothing else is to be done. */
    void tick() {
        ReplanSettings settings = review.settings().get();
        Optional<Active> serving = state.active().filter(Active::isServing);
        if (!settings.on() || serving.isEmpty() || busy.get() || isTooEarly(settings)) {
            return;
        }
        try {
            Optional<String> news = timer.due(outlook(state.wanted()), settings);
            boolean look = System.nanoTime() - lookedNanos >= settings.pause().toNanos();
            if (news.isPresent() || look) {
                begin(serving.get(), news);
            }
        } catch (RuntimeException bug) { // repairs are begun by the same thread
            LOG.error(
                    "Nothing is known of what a plan for {} would go by",
                    state.wanted().model(),
                    bug);
        }
    }

    private void begin(Active serving, Optional<String> news) {
        busy.set(true);
        lookedNanos = System.nanoTime();
        planning.execute(() -> run(serving, news));
    }

    private boolean isTooEarly(ReplanSettings settings) {
        long nanos = System.nanoTime();
        boolean early = nanos - tickNanos < settings.settle().toNanos() / TICKS;
        tickNanos = early ? tickNanos : nanos;
        return early;
    }

    private void run(Active serving, Optional<String> news) {
        try {
            Optional<String> cause = news.isPresent() ? news : changedCost();
            if (cause.isPresent()) {
                review(serving, cause.get());
            }
        } catch (RolloutException impossible) {
            LOG.info("Model {} stays where it is: {}", state.wanted().model(), impossible.getMessage());
        } catch (RuntimeException bug) { // what serves is not to suffer
            LOG.error("Model {} could not be planned again", state.wanted().model(), bug);
        } finally {
            busy.set(false);
        }
    }

    /** What serves costs much more or less than when this was last asked. */
    private Optional<String> changedCost() throws RolloutException {
        Optional<Cost> before = cost;
        List<Stage> places = state.places();
        cost = review.cost(state.wanted(), places).stream()
                .mapToObj(seconds -> new Cost(places, seconds))
                .findFirst();
        return cost.flatMap(now -> before.flatMap(now::change));
    }

    private void review(Active serving, String cause) throws RolloutException {
        List<Stage> places = state.places();
        PlacementReview.Outcome outcome = review.of(state.wanted(), places);
        Review said =
                new Review(Clock.systemUTC().instant(), cause, outcome.moveTo().isPresent(), outcome.verdict());
        LOG.info("Model {} was planned again ({}): {}", state.wanted().model(), cause, outcome.verdict());
        serving.generation().reviewed(said);
        outcome.moveTo().ifPresent(proposal -> move.to(serving, proposal, said));
    }
}

package hewn.deployer.review;

import hewn.deployer.generation.Active;
import hewn.deployer.generation.DeploymentState;
import hewn.deployer.generation.FailureCode;
import hewn.deployer.generation.RolloutException;
import hewn.deployer.plan.Outlook;
import hewn.deployer.plan.Proposal;
import hewn.pipeline.DeploymentRequest;
import hewn.pipeline.GenerationState;
import hewn.pipeline.GenerationStatus;
import hewn.pipeline.Review;
import hewn.placement.Stage;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks now and then whether a deployment that serves well should run elsewhere. It never does so while something is to be
 * repaired, and what somebody ordered goes first.
 */
public final class Reviews {
    private static final Logger LOG = LoggerFactory.getLogger(Reviews.class);

    /** How often it is seen whether something changed while it settles. */
    private static final int TICKS = 4;

    /** Takes what is to run elsewhere. */
    @FunctionalInterface
    public interface Move {
        /**
         * It would run better elsewhere.
         *
         * @param serving what runs
         * @param proposal where it is to run
         * @param review why it is to move
         */
        void to(Active serving, Proposal proposal, Review review);
    }

    private final DeploymentState state;
    private final PlacementReview review;
    private final Executor planning;
    private final Move move;
    private final ReviewTimer timer;
    private final LastMove lastMove;
    private final PlacedCost placedCost = new PlacedCost();
    private final AtomicBoolean busy = new AtomicBoolean();
    private volatile long tickNanos;
    private volatile long lookedNanos;

    /**
     * Reviews of one deployment.
     *
     * @param state of the deployment
     * @param review plans again and compares
     * @param planning takes the work one by one, which takes as long as strategies do
     * @param move begins a generation
     */
    public Reviews(DeploymentState state, PlacementReview review, Executor planning, Move move) {
        this.state = state;
        this.review = review;
        this.planning = planning;
        this.move = move;
        this.timer = new ReviewTimer(review.nanoTime());
        this.lastMove = new LastMove(review.nanoTime());
        this.tickNanos = nanos();
        this.lookedNanos = nanos();
    }

    private long nanos() {
        return review.nanoTime().getAsLong();
    }

    /**
     * What a plan would go by now.
     *
     * @param request what is wanted
     * @return the outlook
     */
    public Outlook outlook(DeploymentRequest request) {
        return review.outlook(request);
    }

    /**
     * Something new serves, that was planned by what was known then; if it was not planned, what is news stays news.
     *
     * @param plannedBy what was known; empty if it was not planned
     */
    public void served(Optional<Outlook> plannedBy) {
        plannedBy.ifPresent(timer::planned);
        lookedNanos = nanos();
    }

    /**
     * What became of a move. One that failed is not tried again before there is news, but one that gave way is.
     *
     * @param outcome what the generation became
     * @param from what served before
     * @param proposal where it is to run
     */
    public void moved(GenerationStatus outcome, Active from, Proposal proposal) {
        if (outcome.state() != GenerationState.FAILED) {
            lastMove.made(from.places());
        } else if (!isCancelled(outcome)) {
            proposal.plannedBy().ifPresent(plannedBy -> stay(from, plannedBy));
        }
    }

    private void stay(Active serving, Outlook plannedBy) {
        try {
            settle(serving, plannedBy);
        } catch (RolloutException impossible) {
            LOG.debug("What {} costs is not known now: {}", state.wanted().model(), impossible.getMessage());
        }
    }

    private static boolean isCancelled(GenerationStatus outcome) {
        return outcome.failure().filter(FailureCode.CANCELLED::isCodeOf).isPresent();
    }

    /**
     * Whether a move still gains what it must, a while after it was planned.
     *
     * @param proposal where it is to run
     * @return false also if that is not known now
     */
    public boolean stillGains(Proposal proposal) {
        return review.stillGains(state.wanted(), state.places(), proposal, lastMove);
    }

    /** Called several times a second, while nothing else is to be done. It leaves all work to the planning thread. */
    public void tick() {
        ReplanSettings settings = review.settings().get();
        Optional<Active> serving = state.active().filter(Active::isServing);
        if (!settings.on() || serving.isEmpty() || busy.get() || isTooEarly(settings)) {
            return;
        }
        busy.set(true);
        planning.execute(() -> run(serving.get(), settings));
    }

    private boolean isTooEarly(ReplanSettings settings) {
        long nanos = nanos();
        boolean early = nanos - tickNanos < settings.settle().toNanos() / TICKS;
        tickNanos = early ? tickNanos : nanos;
        return early;
    }

    private void run(Active serving, ReplanSettings settings) {
        try {
            Outlook now = outlook(state.wanted());
            Optional<String> news = timer.due(now, settings);
            Optional<String> cause = news.isPresent() || !isLookDue(settings) ? news : changedCost(serving);
            if (cause.isPresent()) {
                review(serving, cause.get(), now);
            }
        } catch (RolloutException impossible) {
            LOG.info("Model {} stays where it is: {}", state.wanted().model(), impossible.getMessage());
        } catch (RuntimeException bug) { // what serves is not to suffer
            LOG.error("Model {} could not be planned again", state.wanted().model(), bug);
        } finally {
            busy.set(false);
        }
    }

    private boolean isLookDue(ReplanSettings settings) {
        return nanos() - lookedNanos >= settings.pause().toNanos();
    }

    /** What serves costs much more or less than it was placed for. */
    private Optional<String> changedCost(Active serving) throws RolloutException {
        lookedNanos = nanos();
        DeploymentRequest request = state.wanted();
        return placedCost.change(serving, request.objective(), review.cost(request, state.places()));
    }

    private void review(Active serving, String cause, Outlook plannedBy) throws RolloutException {
        timer.reviewed();
        lookedNanos = nanos();
        DeploymentRequest request = state.wanted();
        List<Stage> places = state.places();
        PlacementReview.Outcome outcome = review.of(request, places, plannedBy, lastMove);
        Review said =
                new Review(review.clock().instant(), cause, outcome.moveTo().isPresent(), outcome.verdict());
        say(serving, said);
        outcome.moveTo().ifPresent(proposal -> move.to(serving, proposal, said));
        if (outcome.isSettled()) {
            settle(serving, plannedBy);
        }
    }

    private void settle(Active serving, Outlook plannedBy) throws RolloutException {
        timer.planned(plannedBy);
        placedCost.renew(serving, review.cost(state.wanted(), state.places()));
    }

    private void say(Active serving, Review said) {
        Optional<String> before = serving.generation().status().review().map(Review::verdict);
        if (before.filter(said.verdict()::equals).isEmpty()) { // what is asked again and again is said once
            LOG.info("Model {} was planned again ({}): {}", state.wanted().model(), said.cause(), said.verdict());
        }
        serving.generation().reviewed(said);
    }
}

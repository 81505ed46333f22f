package hewn.deployer.deployment;

import hewn.deployer.canary.Canary;
import hewn.deployer.canary.Trials;
import hewn.deployer.generation.Active;
import hewn.deployer.generation.DeploymentState;
import hewn.deployer.generation.GenerationRecord;
import hewn.deployer.generation.Generations;
import hewn.deployer.plan.Proposal;
import hewn.deployer.queue.RolloutQueue;
import hewn.deployer.repair.Adoption;
import hewn.deployer.repair.Mending;
import hewn.deployer.repair.Repairs;
import hewn.deployer.review.Moves;
import hewn.deployer.review.Reviews;
import hewn.deployer.rollout.FormerGenerations;
import hewn.deployer.rollout.Retirements;
import hewn.deployer.rollout.Rollout;
import hewn.pipeline.DeploymentRequest;
import hewn.pipeline.PipelineSwitch;

/**
 * Joins the parts of one deployment. Those that need a part which is made after them reach it by an inner class of this.
 */
final class DeploymentAssembly {
    private final SharedParts shared;
    private final Trials trials;
    private final DeploymentState state;
    private final RolloutQueue queue;
    private final Repairs repairs;
    private final Adoption adoption;
    private final Succession succession;
    private final Canary canary;
    private final Moves moves;
    private final Reviews reviews;
    private final StandBy standBy;
    private final Attempts attempts;
    private final Caretaker caretaker;

    private DeploymentAssembly(DeploymentRequest wanted, SharedParts shared, Trials trials) {
        PipelineSwitch pipelines = shared.pipelines();
        SharedParts.Plans plans = shared.plans();
        Rollout rollout = shared.rollouts().stable();
        Retirements retirements = shared.rollouts().retirements();
        SharedParts.Records records = shared.records();
        Generations generations = records.generations();
        this.shared = shared;
        this.trials = trials;
        this.state = new DeploymentState(wanted);
        this.queue = new RolloutQueue(state);
        this.repairs =
                Repairs.of(state, queue, pipelines, generations, retirements, shared.repairs(), new OwnMending());
        this.adoption = new Adoption(
                state,
                repairs,
                plans.models(),
                rollout,
                pipelines,
                generations,
                shared.settings().homecoming(),
                queue);
        FormerGenerations formers =
                new FormerGenerations(state, retirements, shared.settings().drainLimit());
        this.succession = new Succession(state, retirements, formers, pipelines, records, repairs, adoption);
        this.canary = new Canary(
                state, shared.rollouts().besides(), retirements, formers, pipelines, records.journal(), generations);
        Rest rest = new Rest(state, queue, repairs.watch(), canary);
        this.moves = new Moves(state, generations, queue, rest, new Moving());
        this.reviews = new Reviews(state, plans.review(), plans.reviewing(), moves::begin);
        this.standBy = new StandBy(state, plans.placer(), shared.rollouts().shipping(), queue);
        this.attempts = new Attempts(state, queue, rollout, repairs.watch(), reviews, succession, trials, standBy);
        this.caretaker = new Caretaker(state, plans.placer(), repairs, adoption, canary, rest, moves, reviews);
    }

    /**
     * A deployment of which nothing serves yet.
     *
     * @param since the number of the first generation that is wanted
     * @param trials of this model and of others
     */
    static Deployment of(DeploymentRequest wanted, long since, SharedParts shared, Trials trials) {
        return new DeploymentAssembly(wanted, shared, trials).deployment(since);
    }

    private Deployment deployment(long since) {
        OrderBook orders = new OrderBook(state, queue, attempts, succession, canary);
        return new Deployment(
                since, shared, state, queue, orders, repairs, adoption, succession, canary, standBy, caretaker);
    }

    /** What is repaired, seen through by this deployment. */
    private final class OwnMending implements Mending {
        @Override
        public void replaceAtOnce() {
            caretaker.replaceAtOnce();
        }

        @Override
        public void bringBack(GenerationRecord generation) {
            attempts.again(generation, Proposal.again(state.places()), failure -> failure);
        }

        @Override
        public boolean makeRoom(GenerationRecord failed) {
            return trials.giveWay(failed);
        }
    }

    /** What nobody ordered, seen through by this deployment. */
    private final class Moving implements Moves.Roll {
        @Override
        public boolean gains(Proposal proposal) {
            return reviews.stillGains(proposal);
        }

        @Override
        public void run(GenerationRecord generation, Active from, Proposal proposal) {
            attempts.again(generation, proposal, moves::said);
            reviews.moved(generation.status(), from, proposal);
        }
    }
}

package hewn.deployer.plan;

import hewn.deployer.generation.FailureCode;
import hewn.deployer.generation.GenerationRecord;
import hewn.deployer.generation.RolloutException;
import hewn.graph.LayerGraph;
import hewn.inference.StoredModel;
import hewn.pipeline.DeploymentRequest;
import hewn.placement.Infeasible;
import hewn.placement.Placement;
import hewn.placement.PlacementProblem;
import hewn.placement.PlanDecision;
import hewn.placement.Planner;
import hewn.placement.Stage;
import java.util.List;
import java.util.Optional;

/**
 * Decides where a generation runs: where it is proposed to if that is possible, else where a strategy says.
 *
 * @param models looks up what is asked for
 * @param statement states what has to be placed
 * @param planner asks the strategies
 */
public record Placer(RequestedModels models, ProblemStatement statement, Planner planner) {
    /**
     * What would have to be placed now.
     *
     * @param request what is wanted
     * @return the problem, as of now
     * @throws RolloutException if the model is gone, its exits do not fit, or no device is online
     */
    public PlacementProblem problem(DeploymentRequest request) throws RolloutException {
        return problem(request, models.layers(request));
    }

    private PlacementProblem problem(DeploymentRequest request, LayerGraph graph) throws RolloutException {
        RequestedModels.requireExits(request, graph);
        PlacementProblem problem = statement.of(request, graph);
        if (problem.fleet().devices().isEmpty()) {
            throw new RolloutException(
                    FailureCode.NO_DEVICES,
                    "no device is online",
                    "start an agent: device-agent/hewn-agent --broker … --id …");
        }
        return problem;
    }

    /**
     * Finds a placement.
     *
     * @param generation is told of it, and how it was found
     * @param request what is wanted
     * @param model that was found
     * @param proposal where it is to run; another plan is made if it is not possible
     * @return where it runs
     * @throws RolloutException if there is no placement
     */
    public Placement place(GenerationRecord generation, DeploymentRequest request, StoredModel model, Proposal proposal)
            throws RolloutException {
        LayerGraph graph = model.source().layers(request.signature());
        try {
            return place(generation, request, proposal, problem(request, graph));
        } catch (RolloutException none) {
            Optional<PlacementProblem> all = statement.ofAll(request, graph);
            if (all.isEmpty()) {
                throw none;
            }
            // A device that is cut off may be back, and is checked before it serves.
            return place(generation, request, proposal, all.get());
        }
    }

    private Placement place(
            GenerationRecord generation, DeploymentRequest request, Proposal proposal, PlacementProblem problem)
            throws RolloutException {
        Optional<Placement> proposed = proposal.placement(problem).or(() -> proposal.standIn(problem));
        if (proposed.isPresent()) {
            generation.tried(proposal.attempts());
            generation.placed(proposal.strategy(request), proposed.get());
            return proposed.get();
        }
        return plan(generation, request, proposal, problem);
    }

    private Placement plan(
            GenerationRecord generation, DeploymentRequest request, Proposal proposal, PlacementProblem problem)
            throws RolloutException {
        PlanDecision decision = planner.plan(request.model().name(), problem, askedFirst(request, proposal));
        generation.tried(decision.attempts());
        if (decision.answer() instanceof Infeasible infeasible) {
            throw AbsentDevices.of(problem)
                    .orElseGet(() ->
                            new RolloutException(FailureCode.NO_PLACEMENT, infeasible.reason(), remedy(proposal)));
        }
        Placement placement = (Placement) decision.answer();
        generation.placed(decision.strategy(), placement);
        return placement;
    }

    /** Which strategies there are is for those who order. */
    private String remedy(Proposal proposal) {
        String remedy = "add devices or memory, ask for another number of slices, or another strategy";
        return proposal.stages().isEmpty() ? remedy + " of " + planner.strategies() : remedy;
    }

    /** What served once goes on serving without the strategy that placed it, which may be gone since. */
    private Optional<String> askedFirst(DeploymentRequest request, Proposal proposal) {
        return proposal.stages().isEmpty() ? request.strategy() : stillOffered(request);
    }

    /**
     * The strategy that was ordered, unless it is gone since.
     *
     * @param request what is wanted
     * @return its name; empty if none was ordered, or it is gone
     */
    public Optional<String> stillOffered(DeploymentRequest request) {
        return request.strategy().filter(planner.strategies()::contains);
    }

    /**
     * Predicts what runs already by the figures of now.
     *
     * @param request what is wanted
     * @param places where it runs
     * @return the placement; empty if it is not valid any more
     * @throws RolloutException if the model is gone, its exits do not fit, or no device is online
     */
    public Optional<Placement> unchanged(DeploymentRequest request, List<Stage> places) throws RolloutException {
        LayerGraph graph = models.model(request).source().layers(request.signature());
        return Proposal.again(places).placement(problem(request, graph));
    }

    /**
     * Whether a device stands by that could take the place of one that is gone, without a strategy being asked.
     *
     * @param request what is wanted
     * @param former where the model runs
     * @return false also if that is not known now
     */
    public boolean isReplaceable(DeploymentRequest request, List<Stage> former) {
        try {
            return StandIn.of(problem(request), former).isPresent();
        } catch (RolloutException obstacle) {
            return false;
        }
    }
}

package hewn.deployer;

import hewn.fleet.FleetMonitor;
import hewn.fleet.FleetSnapshot;
import hewn.graph.LayerGraph;
import hewn.pipeline.DeploymentRequest;
import hewn.pipeline.Pipeline;
import hewn.pipeline.PipelineSwitch;
import hewn.placement.Overheads;
import hewn.placement.Placement;
import hewn.placement.PlacementProblem;
import hewn.placement.Planner;
import hewn.placement.Stage;
import java.util.List;
import java.util.Optional;

/** States what has to be placed: a model's layers, the devices that are online now, and where it runs already. */
record ProblemStatement(FleetMonitor fleet, Planner planner, PipelineSwitch pipelines, ProfileShelf profiles) {
    private static final long SEED = 42;

    PlacementProblem of(DeploymentRequest request, LayerGraph graph) {
        FleetSnapshot online = fleet.snapshot();
        PlacementProblem problem = new PlacementProblem(
                graph,
                online,
                request.objective(),
                request.constraints(),
                Optional.empty(),
                planner.budget(),
                SEED,
                profiles.profiles(request.model(), request.signature(), graph, online.devices()),
                Overheads.TYPICAL);
        return current(request, problem.fleet())
                .map(stages -> problem.withCurrent(Placement.of(stages, problem.costs(), "it runs there now")))
                .orElse(problem);
    }

    /** Where this very model runs, if all of it can be told. */
    private Optional<List<Stage>> current(DeploymentRequest request, FleetSnapshot online) {
        return pipelines
                .serving(request.model().name())
                .filter(pipeline -> pipeline.model().equals(request.model())
                        && pipeline.signature().name().equals(request.signature()))
                .map(ProblemStatement::stages)
                .filter(stages -> stages.stream()
                        .allMatch(stage -> online.device(stage.device()).isPresent()));
    }

    private static List<Stage> stages(Pipeline pipeline) {
        return pipeline.stages().stream()
                .map(stage -> Stage.on(stage.slice().layers(), stage.device()))
                .toList();
    }
}

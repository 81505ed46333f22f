package hewn.deployer.plan;

import hewn.deployer.device.CutOffDevices;
import hewn.deployer.profile.ProfileCorrection;
import hewn.deployer.profile.ProfileShelf;
import hewn.fleet.FleetMonitor;
import hewn.fleet.FleetSnapshot;
import hewn.graph.LayerGraph;
import hewn.graph.StatedExit;
import hewn.pipeline.DeploymentRequest;
import hewn.pipeline.Pipeline;
import hewn.pipeline.PipelineSwitch;
import hewn.placement.LayerProfile;
import hewn.placement.Overheads;
import hewn.placement.Placement;
import hewn.placement.PlacementProblem;
import hewn.placement.Planner;
import hewn.placement.Stage;
import java.util.List;
import java.util.Optional;

/**
 * States what has to be placed: a model's layers, the devices that it may use now, and where it runs already.
 *
 * @param fleet the devices that are online
 * @param cutOff which of them are left out
 * @param planner tells how long a plan may take
 * @param pipelines knows what serves
 * @param profiles what layers took
 * @param correction by what running stages take
 */
public record ProblemStatement(
        FleetMonitor fleet,
        CutOffDevices cutOff,
        Planner planner,
        PipelineSwitch pipelines,
        ProfileShelf profiles,
        ProfileCorrection correction) {
    private static final long SEED = 42;

    /** The same on other devices, or with less of them. */
    public ProblemStatement on(FleetMonitor others) {
        return new ProblemStatement(others, cutOff, planner, pipelines, profiles, correction);
    }

    /**
     * States it.
     *
     * @throws IllegalArgumentException if the request's early exits do not fit the model's layers
     */
    public PlacementProblem of(DeploymentRequest request, LayerGraph graph) {
        return of(request, graph, usable(request));
    }

    /** What a model may be placed on now. */
    private FleetSnapshot usable(DeploymentRequest request) {
        return cutOff.without(request.model().name(), fleet.snapshot());
    }

    /** The same on all devices, also on those that are cut off; empty if none is. */
    public Optional<PlacementProblem> ofAll(DeploymentRequest request, LayerGraph graph) {
        FleetSnapshot all = fleet.snapshot();
        boolean lacksSome = usable(request).devices().size() < all.devices().size();
        return lacksSome ? Optional.of(of(request, graph, all)) : Optional.empty();
    }

    private PlacementProblem of(DeploymentRequest request, LayerGraph graph, FleetSnapshot online) {
        Optional<Pipeline> running = running(request);
        PlacementProblem problem = new PlacementProblem(
                StatedExit.in(graph, request.exits()),
                online,
                request.objective(),
                request.constraints(),
                Optional.empty(),
                planner.budget(),
                SEED,
                profiles(request, graph, online, running),
                Overheads.TYPICAL);
        return running.flatMap(pipeline -> current(pipeline, online))
                .map(stages -> problem.withCurrent(Placement.of(stages, problem.costs(), "it runs there now")))
                .orElse(problem);
    }

    /** What the layers take, as it was measured and as the running pipeline corrects it. */
    private List<LayerProfile> profiles(
            DeploymentRequest request, LayerGraph graph, FleetSnapshot online, Optional<Pipeline> running) {
        List<LayerProfile> measured = profiles.profiles(request.model(), request.signature(), graph, online.devices());
        List<LayerProfile> corrected = running.map(pipeline -> correction.of(measured, pipeline, graph, online))
                .orElse(measured);
        profiles.correct(request.model(), request.signature(), measured, corrected); // it outlives the pipeline
        return corrected;
    }

    /** What serves this very model now. */
    private Optional<Pipeline> running(DeploymentRequest request) {
        return pipelines
                .serving(request.model().name())
                .filter(pipeline -> pipeline.model().equals(request.model())
                        && pipeline.signature().name().equals(request.signature()));
    }

    /** Where it runs, if all of it can be told. */
    private static Optional<List<Stage>> current(Pipeline pipeline, FleetSnapshot online) {
        return Optional.of(stages(pipeline))
                .filter(stages -> stages.stream()
                        .allMatch(stage -> online.device(stage.device()).isPresent()));
    }

    private static List<Stage> stages(Pipeline pipeline) {
        return pipeline.stages().stream()
                .map(stage -> Stage.on(stage.slice().layers(), stage.device()))
                .toList();
    }
}

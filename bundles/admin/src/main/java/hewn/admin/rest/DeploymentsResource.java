package hewn.admin.rest;

import hewn.inference.ModelException;
import hewn.inference.ModelId;
import hewn.inference.ModelRepository;
import hewn.pipeline.DeploymentRequest;
import hewn.pipeline.Deployments;
import hewn.pipeline.GenerationStatus;
import hewn.pipeline.PipelineSwitch;
import hewn.placement.Planner;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Generations: to begin, to look at, to watch, to end. */
record DeploymentsResource(
        ModelRepository repository,
        Deployments deployments,
        PipelineSwitch pipelines,
        Planner planner,
        EventStreams streams) {
    List<Route> routes() {
        return List.of(
                new Route("GET", "/deployments", call -> Answer.ok(Map.of("deployments", list()))),
                new Route("POST", "/deployments", this::deploy),
                new Route("GET", "/deployments/{generation}", call -> Answer.ok(view(find(call)))),
                new Route("GET", "/deployments/{generation}/events", this::watch),
                new Route("DELETE", "/deployments/{model}", this::undeploy));
    }

    private List<DeploymentView> list() {
        return deployments.generations().stream().map(this::view).toList();
    }

    private DeploymentView view(GenerationStatus status) {
        return DeploymentView.of(status, pipelines.statistics(status.number()));
    }

    private GenerationStatus find(Call call) throws Refusal {
        long number = call.number("generation");
        return deployments
                .generation(number)
                .orElseThrow(() -> Refusal.notFound(
                        "there is no generation " + number,
                        "'hewn status', or GET /api/v1/deployments, tells which there are"));
    }

    private Answer deploy(Call call) throws Refusal, IOException {
        DeploymentOrder order = call.json(DeploymentOrder.class);
        requireStrategy(order.strategy());
        DeploymentRequest request = order.toRequest(stored(order.name(), order.version()));
        try {
            GenerationStatus begun = deployments.deploy(request);
            return response -> {
                response.setHeader("Location", "/api/v1/deployments/" + begun.number());
                Answer.json(202, view(begun)).send(response);
            };
        } catch (ModelException unfit) {
            throw Refusal.unprocessable(unfit.getMessage(), unfit.remedy());
        }
    }

    private void requireStrategy(Optional<String> strategy) throws Refusal {
        List<String> offered = planner.strategies();
        if (strategy.isPresent() && !offered.contains(strategy.get())) {
            throw Refusal.badRequest(
                    "there is no strategy '" + strategy.get() + "'",
                    "use one of " + offered + ", or drop the strategy's bundle into the gateway's load folder");
        }
    }

    private ModelId stored(String name, OptionalLong version) throws Refusal {
        return repository.list().stream()
                .filter(id -> id.name().equals(name))
                .filter(id -> version.isEmpty() || version.getAsLong() == id.version())
                .max(Comparator.comparingLong(ModelId::version))
                .orElseThrow(() -> Refusal.notFound(
                        "the repository has no model '" + name + "'"
                                + (version.isPresent() ? " version " + version.getAsLong() : ""),
                        "upload it first: 'hewn deploy', or PUT /api/v1/models/" + name + "/versions/next"));
    }

    private Answer watch(Call call) throws Refusal {
        return streams.follow(find(call).number());
    }

    private Answer undeploy(Call call) throws Refusal {
        String model = call.modelName("model");
        if (!deployments.undeploy(model)) {
            throw Refusal.notFound(
                    "nothing is deployed for model '" + model + "'",
                    "'hewn status', or GET /api/v1/deployments, tells what is");
        }
        return Answer.noContent();
    }
}

package hewn.admin.rest;

import hewn.inference.ModelException;
import hewn.pipeline.Canaries;
import hewn.pipeline.DeploymentRequest;
import hewn.pipeline.Deployments;
import hewn.pipeline.GenerationStatus;
import hewn.pipeline.PipelineSwitch;
import hewn.placement.Planner;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Generations: to begin, to look at, to watch, to end. */
record DeploymentsResource(
        StoredVersions versions,
        Deployments deployments,
        Canaries canaries,
        PipelineSwitch pipelines,
        Planner planner,
        EventStreams streams) {
    List<Route> routes() {
        return List.of(
                new Route("GET", "/deployments", call -> Answer.ok(Map.of("deployments", list()))),
                new Route("POST", "/deployments", this::deploy),
                new Route("GET", "/deployments/{generation}", call -> Answer.ok(view(find(call)))),
                new Route("GET", "/deployments/{generation}/events", this::watch),
                new Route("DELETE", "/deployments/{model}", this::undeploy),
                new Route("POST", "/deployments/{model}/rollback", this::rollback),
                new Route("POST", "/deployments/{model}/promote", this::promote),
                new Route("DELETE", "/deployments/{model}/canary", this::endCanary));
    }

    private List<DeploymentView> list() {
        return deployments.generations().stream().map(this::view).toList();
    }

    private DeploymentView view(GenerationStatus status) {
        return DeploymentView.of(status, pipelines);
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
        if (order.strategy().isPresent()) {
            StrategyNames.require(order.strategy().get(), planner);
        }
        DeploymentRequest request = order.toRequest(versions.find(order.name(), order.version()));
        try {
            return begun(
                    order.canary().isPresent()
                            ? canaries.tryOut(request, order.canary().get().terms())
                            : deployments.deploy(request));
        } catch (ModelException unfit) {
            throw Refusal.unprocessable(unfit.getMessage(), unfit.remedy());
        }
    }

    private Answer begun(GenerationStatus generation) {
        return response -> {
            response.setHeader("Location", "/api/v1/deployments/" + generation.number());
            Answer.json(202, view(generation)).send(response);
        };
    }

    private Answer rollback(Call call) throws Refusal {
        String model = call.modelName("model");
        try {
            OptionalLong replaced = call.queryNumber("replaces");
            Optional<GenerationStatus> begun = replaced.isPresent()
                    ? deployments.rollback(model, replaced.getAsLong())
                    : deployments.rollback(model);
            return begun(begun.orElseThrow(() -> nothing(model)));
        } catch (ModelException impossible) {
            throw Refusal.conflict(impossible.getMessage(), impossible.remedy());
        }
    }

    private Answer promote(Call call) throws Refusal {
        String model = call.modelName("model");
        try {
            return Answer.ok(view(canaries.promote(model)));
        } catch (ModelException impossible) {
            throw Refusal.conflict(impossible.getMessage(), impossible.remedy());
        }
    }

    private Answer endCanary(Call call) throws Refusal {
        try {
            return Answer.ok(view(canaries.endCanary(call.modelName("model"))));
        } catch (ModelException none) {
            throw Refusal.notFound(none.getMessage(), none.remedy());
        }
    }

    private static Refusal nothing(String model) {
        return Refusal.notFound(
                "nothing is deployed for model '" + model + "'",
                "'hewn status', or GET /api/v1/deployments, tells what is");
    }

    private Answer watch(Call call) throws Refusal {
        return streams.follow(find(call).number());
    }

    private Answer undeploy(Call call) throws Refusal {
        String model = call.modelName("model");
        if (!deployments.undeploy(model)) {
            throw nothing(model);
        }
        return Answer.noContent();
    }
}

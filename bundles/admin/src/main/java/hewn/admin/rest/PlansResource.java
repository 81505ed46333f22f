package hewn.admin.rest;

import hewn.fleet.FleetMonitor;
import hewn.inference.ModelException;
import hewn.pipeline.Deployments;
import hewn.placement.PlacementProblem;
import hewn.placement.PlanDecision;
import hewn.placement.Planner;
import hewn.placement.json.FleetFile;
import hewn.placement.json.PlansFile;
import hewn.placement.json.ProblemFile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.stream.Stream;

/** Previews: what each strategy would do now, and what it would have to solve. Nothing is deployed. */
final class PlansResource {
    private final StoredVersions versions;
    private final Deployments deployments;
    private final Planner planner;
    private final FleetMonitor fleet;
    private final Semaphore turn = new Semaphore(1); // two at once would take each other's time

    PlansResource(StoredVersions versions, Deployments deployments, Planner planner, FleetMonitor fleet) {
        this.versions = versions;
        this.deployments = deployments;
        this.planner = planner;
        this.fleet = fleet;
    }

    List<Route> routes() {
        return List.of(
                new Route("GET", "/fleet", call -> document(FleetFile.write(fleet.snapshot()))),
                new Route(
                        "POST", "/problems", call -> document(ProblemFile.write(problem(call.json(PlanOrder.class))))),
                new Route("POST", "/plans", this::plan));
    }

    private Answer plan(Call call) throws Refusal, IOException {
        PlanOrder order = call.json(PlanOrder.class);
        PlacementProblem problem = problem(order);
        List<String> strategies = strategies(order, problem);
        if (!turn.tryAcquire()) {
            throw Refusal.busy("another plan is being made", "try again when it is done");
        }
        try {
            List<PlanDecision> decisions = new ArrayList<>();
            for (String strategy : strategies) {
                decisions.add(planner.ask(problem, strategy));
            }
            return document(PlansFile.write(problem, decisions));
        } finally {
            turn.release();
        }
    }

    private List<String> strategies(PlanOrder order, PlacementProblem problem) throws Refusal {
        String model = order.wanted().name();
        List<String> asked = order.strategies()
                .filter(names -> !names.isEmpty())
                .orElseGet(() -> inOrder(planner.offers(model, problem.objective(), Optional.empty())));
        for (String name : asked) {
            StrategyNames.require(name, planner);
        }
        return asked;
    }

    /** All on offer, beginning with those that a deployment would ask, in that order. */
    private List<String> inOrder(List<Planner.Offer> offers) {
        return Stream.concat(offers.stream().map(Planner.Offer::strategy), planner.strategies().stream())
                .distinct()
                .toList();
    }

    private PlacementProblem problem(PlanOrder order) throws Refusal {
        DeploymentOrder wanted = order.wanted();
        try {
            return order.applied(deployments.problem(wanted.toRequest(versions.find(wanted.name(), wanted.version()))));
        } catch (ModelException unfit) {
            throw Refusal.unprocessable(unfit.getMessage(), unfit.remedy());
        }
    }

    private static Answer document(byte[] json) {
        return response -> {
            response.setContentType("application/json");
            response.setContentLength(json.length);
            response.getOutputStream().write(json);
        };
    }
}

package hewn.placement.json;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import hewn.placement.Infeasible;
import hewn.placement.Placement;
import hewn.placement.PlacementProblem;
import hewn.placement.PlanDecision;
import hewn.placement.Prediction;
import hewn.placement.Stage;
import java.time.Duration;
import java.util.List;

/** One strategy's answer as fields: where everything goes, and all that can be told of it. */
record PlanFields(PlacementProblem problem, SharedBound bound) {
    void write(PlanDecision decision, ObjectNode to) {
        to.put("strategy", decision.strategy());
        to.put("tookSeconds", took(decision).toNanos() / 1e9);
        if (decision.answer() instanceof Placement placement) {
            to.put("placed", true).put("explanation", placement.explanation());
            stages(placement, to.putArray("stages"));
            figures(placement, to);
            proofs(placement, to);
        } else {
            to.put("placed", false).put("explanation", ((Infeasible) decision.answer()).reason());
        }
    }

    private static Duration took(PlanDecision decision) {
        return decision.attempts().stream().map(PlanDecision.Attempt::took).reduce(Duration.ZERO, Duration::plus);
    }

    private static void stages(Placement placement, ArrayNode to) {
        Prediction prediction = placement.prediction();
        for (int i = 0; i < placement.stages().size(); i++) {
            Stage stage = placement.stages().get(i);
            to.addObject()
                    .put("device", stage.device().value())
                    .put("firstLayer", stage.layers().from())
                    .put("lastLayer", stage.layers().to() - 1)
                    .put("computeSeconds", prediction.stageSeconds().get(i))
                    .put("transferSeconds", prediction.hopSeconds().get(i))
                    .put("memoryBytes", prediction.stageMemoryBytes().get(i));
        }
    }

    private void figures(Placement placement, ObjectNode to) {
        Prediction prediction = placement.prediction();
        to.put("bottleneckSeconds", prediction.bottleneckSeconds())
                .put("latencySeconds", prediction.latencySeconds())
                .put("throughputPerSecond", finite(prediction.throughputPerSecond()))
                .put(
                        "largestMemoryBytes",
                        prediction.stageMemoryBytes().stream()
                                .mapToLong(Long::longValue)
                                .max()
                                .orElse(0))
                .put("bytesMoved", prediction.bytesMoved())
                .put("bytesToShip", bytesToShip(placement))
                .put("energyJoules", prediction.energyJoules())
                .put("unfairnessSeconds", prediction.unfairnessSeconds())
                .put("layersMeasured", prediction.layersMeasured());
    }

    /** The weights of all stages that do not run where they would run. */
    private long bytesToShip(Placement placement) {
        List<Stage> there = problem.current().map(Placement::stages).orElse(List.of());
        return placement.stages().stream()
                .filter(stage -> !there.contains(stage))
                .mapToLong(stage -> problem.graph().weightBytes(stage.layers()))
                .sum();
    }

    private void proofs(Placement placement, ObjectNode to) {
        double cost = problem.objective().cost(placement.prediction());
        to.put("costSeconds", cost);
        placement.bound().ifPresent(own -> to.put("lowerBoundSeconds", own.lowerBoundSeconds()));
        bound.gap(cost).ifPresent(gap -> to.put("gap", gap).put("provenOptimal", gap == 0));
    }

    /** JSON knows no infinity, which an empty model promises. */
    private static double finite(double value) {
        return Double.isFinite(value) ? value : 0;
    }
}

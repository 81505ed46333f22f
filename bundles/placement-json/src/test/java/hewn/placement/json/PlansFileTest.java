package hewn.placement.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import hewn.graph.LayerRange;
import hewn.placement.Infeasible;
import hewn.placement.Objective;
import hewn.placement.Placement;
import hewn.placement.PlacementAnswer;
import hewn.placement.PlacementProblem;
import hewn.placement.PlanDecision;
import hewn.placement.Stage;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PlansFileTest {
    private static final PlacementProblem PROBLEM = Problems.full().with(new Objective.Throughput());
    private static final List<Stage> SPLIT =
            Problems.full().current().orElseThrow().stages();
    private static final List<Stage> WHOLE = List.of(Stage.on(new LayerRange(0, 2), Problems.HALL));
    private static final double SPLIT_COST = cost(SPLIT);
    private static final double WHOLE_COST = cost(WHOLE);

    @Test
    void tellsWhereEverythingGoesAndWhatItTakes() throws IOException {
        JsonNode plan = plans(decision("mine", placed(SPLIT, Optional.empty()))).get(0);
        assertThat(plan.get("strategy").asText()).isEqualTo("mine");
        assertThat(plan.get("placed").asBoolean()).isTrue();
        assertThat(plan.get("stages")).hasSize(2);
        assertThat(plan.get("stages").get(1).get("device").asText()).isEqualTo("hall");
        assertThat(plan.get("stages").get(1).get("firstLayer").asInt()).isEqualTo(1);
        assertThat(plan.get("bottleneckSeconds").asDouble()).isEqualTo(SPLIT_COST);
        assertThat(plan.get("tookSeconds").asDouble()).isEqualTo(0.25);
        assertThat(plan.has("gap")).isFalse();
    }

    @Test
    void whatRunsThereAlreadyIsNotShipped() throws IOException {
        JsonNode plans = plans(
                decision("same", placed(SPLIT, Optional.empty())), decision("other", placed(WHOLE, Optional.empty())));
        assertThat(plans.get(0).get("bytesToShip").asLong()).isZero();
        assertThat(plans.get(1).get("bytesToShip").asLong()).isEqualTo(4250);
    }

    @Test
    void aBoundThatOneProvedHoldsForAll() throws IOException {
        double best = Math.min(SPLIT_COST, WHOLE_COST);
        JsonNode plans = plans(
                decision("split", placed(SPLIT, Optional.of(best))),
                decision("whole", placed(WHOLE, Optional.empty())));
        assertThat(plans.get(0).get("gap").asDouble()).isEqualTo(SPLIT_COST / best - 1, within(1e-9));
        assertThat(plans.get(1).get("gap").asDouble()).isEqualTo(WHOLE_COST / best - 1, within(1e-9));
        assertThat(plans.findValues("provenOptimal").stream().filter(JsonNode::asBoolean))
                .hasSize(1);
    }

    @Test
    void aBoundThatAnotherAnswerRefutesIsNoBound() throws IOException {
        double worse = Math.max(SPLIT_COST, WHOLE_COST);
        JsonNode plans = plans(
                decision("split", placed(SPLIT, Optional.of(worse))),
                decision("whole", placed(WHOLE, Optional.empty())));
        assertThat(plans.findValues("gap")).isEmpty();
    }

    @Test
    void aStrategyWithoutAnAnswerSaysWhy() throws IOException {
        JsonNode plan = plans(decision("mine", new Infeasible("too large"))).get(0);
        assertThat(plan.get("placed").asBoolean()).isFalse();
        assertThat(plan.get("explanation").asText()).isEqualTo("too large");
        assertThat(plan.has("stages")).isFalse();
    }

    private static JsonNode plans(PlanDecision... decisions) throws IOException {
        return new ObjectMapper()
                .readTree(PlansFile.write(PROBLEM, List.of(decisions)))
                .get("plans");
    }

    private static PlanDecision decision(String strategy, PlacementAnswer answer) {
        return new PlanDecision(
                strategy, answer, List.of(new PlanDecision.Attempt(strategy, "…", Duration.ofMillis(250))));
    }

    private static Placement placed(List<Stage> stages, Optional<Double> bound) {
        return new Placement(
                stages,
                PROBLEM.costs().predict(stages),
                bound.map(seconds -> new Placement.Bound(seconds, false)),
                "because");
    }

    private static double cost(List<Stage> stages) {
        return PROBLEM.objective().cost(PROBLEM.costs().predict(stages));
    }
}

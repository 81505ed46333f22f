package hewn.planner;

import static org.assertj.core.api.Assertions.assertThat;

import hewn.fleet.Device;
import hewn.fleet.DeviceId;
import hewn.fleet.FleetSnapshot;
import hewn.graph.Cut;
import hewn.graph.Layer;
import hewn.graph.LayerGraph;
import hewn.graph.LayerRange;
import hewn.placement.Constraints;
import hewn.placement.Infeasible;
import hewn.placement.Objective;
import hewn.placement.Placement;
import hewn.placement.PlacementAnswer;
import hewn.placement.PlacementProblem;
import hewn.placement.PlacementStrategy;
import hewn.placement.PlanDecision;
import hewn.placement.Planner;
import hewn.placement.Prediction;
import hewn.placement.Stage;
import hewn.placement.StrategyName;
import java.lang.annotation.Annotation;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.osgi.framework.Constants;

class StrategyPlannerTest {
    private static final DeviceId CAMERA = new DeviceId("camera");
    private static final PlacementProblem PROBLEM = new PlacementProblem(
            new LayerGraph(
                    List.of(new Layer("dense", "MatMul", 100, 10, 10)),
                    List.of(new Cut(0, List.of()), new Cut(1, List.of()))),
            new FleetSnapshot(
                    Instant.EPOCH, List.of(new Device(CAMERA, "pi", 4, 1L << 30, 1e9, "127.0.0.1:1")), List.of()),
            new Objective.Throughput(),
            Constraints.NONE,
            Optional.empty(),
            Duration.ofMillis(50),
            1);
    private static final List<Stage> ALL_ON_CAMERA = List.of(Stage.on(new LayerRange(0, 1), CAMERA));
    private static final PlacementStrategy GOOD = problem -> Placement.of(ALL_ON_CAMERA, problem.costs(), "it fits");

    private final StrategyPlanner planner = new StrategyPlanner(List.of("preferred"));

    @Test
    void asksTheNamedStrategyFirst() {
        offer("preferred", GOOD);
        offer("mine", GOOD);
        assertThat(plan("mine").strategy()).isEqualTo("mine");
        assertThat(planner.plan("digits", PROBLEM, Optional.empty()).strategy()).isEqualTo("preferred");
    }

    @Test
    void saysWhichStrategiesThereAreWhenTheNamedOneIsNotOffered() {
        offer("preferred", GOOD);
        Infeasible answer = (Infeasible) plan("other").answer();
        assertThat(answer.reason()).contains("'other'").contains("preferred");
    }

    @Test
    void fallsBackWhenAStrategyThrowsAndAsksItNoMore() {
        offer("mine", problem -> {
            throw new IllegalStateException("broken", new IllegalArgumentException("beneath"));
        });
        offer(StrategyPlanner.LAST_RESORT, GOOD);
        PlanDecision decision = plan("mine");
        assertThat(decision.strategy()).isEqualTo(StrategyPlanner.LAST_RESORT);
        assertThat(decision.attempts().get(0).result())
                .contains("broken")
                .contains("because of")
                .contains("beneath");
        assertThat(planner.strategies()).doesNotContain("mine");
    }

    @Test
    void fallsBackWhenWhatAStrategyThrowsCannotBeTold() {
        offer("mine", problem -> {
            throw new Unspeakable();
        });
        offer(StrategyPlanner.LAST_RESORT, GOOD);
        PlanDecision decision = plan("mine");
        assertThat(decision.strategy()).isEqualTo(StrategyPlanner.LAST_RESORT);
        assertThat(decision.attempts().get(0).result()).contains(Unspeakable.class.getName());
    }

    /** Throws when it is asked what it says. */
    private static final class Unspeakable extends RuntimeException {
        private static final long serialVersionUID = 1L;

        @Override
        public String getMessage() {
            throw new UnsupportedOperationException("getMessage");
        }
    }

    @Test
    void fallsBackWhenAStrategyHangs() {
        CountDownLatch never = new CountDownLatch(1);
        offer("mine", problem -> {
            while (true) { // deaf to interrupts
                try {
                    never.await();
                } catch (InterruptedException ignored) {
                    continue;
                }
            }
        });
        offer(StrategyPlanner.LAST_RESORT, GOOD);
        PlanDecision decision = plan("mine");
        assertThat(decision.strategy()).isEqualTo(StrategyPlanner.LAST_RESORT);
        assertThat(decision.attempts().get(0).result()).contains("did not answer within");
    }

    @Test
    void tellsOfAStrategyThatGoesOnUntilItEnds() {
        AtomicBoolean released = new AtomicBoolean();
        AtomicReference<Thread> caller = new AtomicReference<>();
        PlacementStrategy deaf = problem -> {
            caller.set(Thread.currentThread());
            while (!released.get()) {
                Thread.onSpinWait();
            }
            return null;
        };
        offer("mine", deaf);
        plan("mine");
        planner.removeStrategy(deaf);
        assertThat(planner.quarantined()).isEmpty();
        assertThat(planner.runaways()).containsExactly("mine");
        released.set(true);
        assertThat(caller.get()).matches(StrategyPlannerTest::ends);
        assertThat(planner.runaways()).isEmpty();
    }

    @Test
    void asksNoStrategyWhetherItEqualsAnother() {
        offer("mine", new Unequalled());
        offer("preferred", GOOD);
        assertThat(plan("preferred").strategy()).isEqualTo("preferred");
        assertThat(plan("mine").strategy()).isEqualTo("preferred");
        assertThat(planner.strategies()).containsExactly("preferred");
    }

    /** Answers null, and throws when it is compared. */
    private static final class Unequalled implements PlacementStrategy {
        @Override
        public PlacementAnswer place(PlacementProblem problem) {
            return null;
        }

        @Override
        public boolean equals(Object other) {
            throw new UnsupportedOperationException("equals");
        }

        @Override
        public int hashCode() {
            throw new UnsupportedOperationException("hashCode");
        }
    }

    @Test
    void fallsBackWhenAStrategyAnswersNonsense() {
        offer(
                "mine",
                problem -> Placement.of(
                        List.of(Stage.on(new LayerRange(0, 1), CAMERA), Stage.on(new LayerRange(1, 2), CAMERA)),
                        problem.costs(),
                        "nonsense"));
        offer("null", problem -> null);
        offer(StrategyPlanner.LAST_RESORT, GOOD);
        assertThat(plan("mine").strategy()).isEqualTo(StrategyPlanner.LAST_RESORT);
        assertThat(plan("null").strategy()).isEqualTo(StrategyPlanner.LAST_RESORT);
    }

    @Test
    void tellsWhichStrategiesAreNotAskedAnyMoreAndWhy() {
        offer("mine", problem -> null);
        plan("mine");
        assertThat(planner.quarantined()).containsExactly(new Planner.Quarantine("mine", "it answered null"));
    }

    @Test
    void setsAStrategyAsideThatLeavesAThreadRunning() {
        CountDownLatch never = new CountDownLatch(1);
        AtomicReference<Thread> left = new AtomicReference<>();
        offer("mine", problem -> {
            left.set(new Thread(() -> awaitQuietly(never), "left-behind"));
            left.get().start();
            return GOOD.place(problem);
        });
        offer(StrategyPlanner.LAST_RESORT, GOOD);
        PlanDecision decision = plan("mine");
        assertThat(decision.strategy()).isEqualTo(StrategyPlanner.LAST_RESORT);
        assertThat(decision.attempts().get(0).result())
                .contains("left threads running")
                .contains("left-behind");
        assertThat(planner.strategies()).doesNotContain("mine");
        assertThat(left.get()).matches(StrategyPlannerTest::ends, "is interrupted");
    }

    @Test
    void tellsBothOfAStrategyThatThrowsAndLeavesAThreadRunning() {
        CountDownLatch never = new CountDownLatch(1);
        offer("mine", problem -> {
            new Thread(() -> awaitQuietly(never), "left-behind").start();
            throw new IllegalStateException("broken");
        });
        assertThat(plan("mine").attempts().get(0).result()).contains("broken").contains("left-behind");
    }

    @Test
    void allowsThreadsThatEndWithTheAnswer() {
        offer("mine", problem -> {
            Thread worker = new Thread(() -> {}, "worker");
            worker.start();
            IntStream.range(0, 1000).parallel().forEach(i -> {}); // the platform's own threads stay
            return GOOD.place(problem);
        });
        assertThat(plan("mine").strategy()).isEqualTo("mine");
    }

    @Test
    void setsAStrategyAsideWhoseBoundItsOwnAnswerRefutes() {
        offer("mine", problem -> {
            Placement good = (Placement) GOOD.place(problem);
            return new Placement(
                    good.stages(), good.prediction(), Optional.of(new Placement.Bound(1e9, true)), "the best there is");
        });
        assertThat(((Infeasible) plan("mine").answer()).reason()).contains("claims that no placement costs less");
    }

    @Test
    void asksTheStrategiesOfAModelBeforeThoseOfAll() {
        offer("preferred", GOOD);
        offer("mine", GOOD);
        planner.change(config(10, "digits = missing, mine", "nonsense"));
        assertThat(planner.plan("digits", PROBLEM, Optional.empty()).strategy()).isEqualTo("mine");
        assertThat(planner.plan("other", PROBLEM, Optional.empty()).strategy()).isEqualTo("preferred");
    }

    @Test
    void namesConfiguredStrategiesThatNoneOffersButNoEmptyEntry() {
        offer("preferred", GOOD);
        offer("quick", GOOD);
        planner.change(config(10, "", " "));
        assertThat(planner.unoffered()).isEmpty();
        planner.change(config(10, "digits=preferred,,first-fti"));
        assertThat(planner.unoffered()).extracting(Planner.Unoffered::strategy).containsExactly("first-fti");
        offer("first-fti", GOOD);
        assertThat(planner.unoffered()).isEmpty();
    }

    @Test
    void takesAnotherConfigurationAndKeepsItsStrategies() {
        offer("preferred", GOOD);
        planner.change(config(2.5));
        assertThat(planner.budget()).isEqualTo(Duration.ofMillis(2500));
        assertThat(planner.strategies()).containsExactly("preferred");
        planner.change(config(-1));
        assertThat(planner.budget()).isEqualTo(PlannerSettings.DEFAULT_BUDGET);
    }

    @Test
    void asksOneAloneForAPreview() {
        offer("preferred", GOOD);
        offer("mine", problem -> new Infeasible("too large"));
        assertThat(planner.ask(PROBLEM, "mine").answer()).isEqualTo(new Infeasible("too large"));
        assertThat(planner.ask(PROBLEM, "preferred").attempts()).hasSize(1);
        assertThat(planner.ask(PROBLEM, "other").answer()).isInstanceOf(Infeasible.class);
    }

    @Test
    void predictsAgainWhatAStrategyPredicted() {
        Prediction lie = new Prediction(List.of(0.0), List.of(0.0, 0.0), List.of(0L), 0);
        offer("mine", problem -> new Placement(ALL_ON_CAMERA, lie, Optional.empty(), "trust me"));
        Placement placement = (Placement) plan("mine").answer();
        assertThat(placement.prediction()).isEqualTo(PROBLEM.costs().predict(ALL_ON_CAMERA));
    }

    @Test
    void givesTheReasonOfTheNamedStrategyWhenNoneHasAnAnswer() {
        offer("mine", problem -> new Infeasible("too large"));
        offer(StrategyPlanner.LAST_RESORT, problem -> new Infeasible("too small"));
        PlanDecision decision = plan("mine");
        assertThat(decision.answer()).isEqualTo(new Infeasible("too large"));
        assertThat(decision.attempts()).hasSize(2);
    }

    @Test
    void prefersTheHigherRankingOfTwoWithOneNameAndFallsBackToTheOther() {
        PlacementStrategy newer = problem -> Placement.of(ALL_ON_CAMERA, problem.costs(), "newer");
        planner.addStrategy(GOOD, Map.of(StrategyName.PROPERTY, "mine"));
        planner.addStrategy(newer, Map.of(StrategyName.PROPERTY, "mine", Constants.SERVICE_RANKING, 1));
        assertThat(explanation()).startsWith("newer");
        planner.removeStrategy(newer);
        assertThat(explanation()).startsWith("it fits");
    }

    @Test
    void anInterruptOfThePlannerIsNoFaultOfTheStrategy() {
        CountDownLatch released = new CountDownLatch(1);
        offer("mine", problem -> {
            await(released);
            return GOOD.place(problem);
        });
        Thread.currentThread().interrupt();
        assertThat(plan("mine").answer()).isEqualTo(new Infeasible("planning was interrupted"));
        assertThat(Thread.interrupted()).isTrue();
        released.countDown();
        assertThat(plan("mine").strategy()).isEqualTo("mine");
    }

    @Test
    void trustsAReplacedStrategyAgain() {
        PlacementStrategy broken = problem -> null;
        offer("mine", broken);
        plan("mine");
        assertThat(planner.strategies()).isEmpty();
        planner.removeStrategy(broken);
        offer("mine", GOOD);
        assertThat(plan("mine").answer()).isInstanceOf(Placement.class);
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static boolean ends(Thread thread) {
        try {
            thread.join(Duration.ofMinutes(1).toMillis());
            return !thread.isAlive();
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    @Test
    void asksOthersWhereTheLatencyCounts() {
        planner.change(config(1));
        offer("preferred", GOOD);
        offer("quick", GOOD);
        assertThat(planner.plan("digits", PROBLEM, Optional.empty()).strategy()).isEqualTo("preferred");
        assertThat(planner.plan("digits", PROBLEM.with(new Objective.Latency()), Optional.empty())
                        .strategy())
                .isEqualTo("quick");
        assertThat(planner.plan("digits", PROBLEM.with(new Objective.Weighted(0.5)), Optional.empty())
                        .strategy())
                .isEqualTo("quick");
    }

    /** What Config is where only these are configured. */
    private static StrategyPlanner.Config config(double budgetSeconds, String... models) {
        return new StrategyPlanner.Config() {
            @Override
            public Class<? extends Annotation> annotationType() {
                return StrategyPlanner.Config.class;
            }

            @Override
            public String[] strategies() {
                return new String[] {"preferred"};
            }

            @Override
            public String[] latencyStrategies() {
                return new String[] {"quick"};
            }

            @Override
            public String[] models() {
                return models;
            }

            @Override
            public double budgetSeconds() {
                return budgetSeconds;
            }
        };
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException("its caller gave up", interrupted);
        }
    }

    private String explanation() {
        return ((Placement) plan("mine").answer()).explanation();
    }

    private PlanDecision plan(String strategy) {
        return planner.plan("digits", PROBLEM, Optional.of(strategy));
    }

    private void offer(String name, PlacementStrategy strategy) {
        planner.addStrategy(strategy, Map.of(StrategyName.PROPERTY, name));
    }
}

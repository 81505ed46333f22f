package hewn.placement.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import hewn.fleet.FleetSnapshot;
import hewn.placement.Constraints;
import hewn.placement.Infeasible;
import hewn.placement.Objective;
import hewn.placement.Placement;
import hewn.placement.PlacementAnswer;
import hewn.placement.PlacementProblem;
import hewn.placement.PlacementStrategy;
import hewn.placement.PlacementValidator;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What every placement strategy owes, as laws on seeded problems.
 *
 * <p>Extend it, answer {@link #strategy()}, and the laws run beside your own tests.
 */
public abstract class PlacementStrategyContractTest {
    private static final int SMALL_PROBLEMS = 250;
    private static final int LARGE_PROBLEMS = 5;

    /** What a strategy gets beyond its budget, for the noise of a busy machine. */
    private static final Duration GRACE = Duration.ofSeconds(3);

    /** For subclasses. */
    protected PlacementStrategyContractTest() {}

    /**
     * The strategy under test.
     *
     * @return a new one at each call
     */
    protected abstract PlacementStrategy strategy();

    /**
     * Whether the strategy may find nothing although there is a placement. The default is no. An honest heuristic
     * overrides this, and says in its Javadoc what it misses.
     *
     * @param problem that has a placement
     * @return whether {@link Infeasible} is an acceptable answer to it
     */
    protected boolean mayMiss(PlacementProblem problem) {
        return false;
    }

    /**
     * The least that a heuristic may be held to: many that may miss other placements find one of a single stage.
     *
     * @param problem a small one
     * @return whether one device may run the whole model
     */
    protected static boolean fitsOneDevice(PlacementProblem problem) {
        return problem.constraints().allowsStages(1)
                && ExhaustiveSearch.best(problem.with(problem.constraints().withStages(1)))
                        .isPresent();
    }

    /** Whatever the problem, a placement is one that the planner accepts. */
    @Test
    void placesEveryLayerOnceInOrderWithinMemoryAndConstraints() {
        Stream.concat(smallProblems(), largeProblems()).forEach(problem -> {
            if (strategy().place(problem) instanceof Placement placement) {
                assertThat(PlacementValidator.violation(problem, placement.stages()))
                        .as("violation in the answer to %s", problem)
                        .isEmpty();
            }
        });
    }

    /** The figures of an answer are not made up. */
    @Test
    void predictsWhatTheCostModelPredicts() {
        smallProblems().forEach(problem -> {
            if (strategy().place(problem) instanceof Placement placement) {
                assertThat(placement.prediction()).isEqualTo(problem.costs().predict(placement.stages()));
                assertThat(placement.explanation()).isNotBlank();
            }
        });
    }

    /** Nothing but the problem decides: neither earlier problems nor chance. */
    @Test
    void answersTheSameForTheSameProblem() {
        PlacementStrategy used = strategy();
        smallProblems()
                .forEach(problem -> assertThat(used.place(problem))
                        .as("answer to %s", problem)
                        .isEqualTo(strategy().place(problem)));
    }

    /** {@link Infeasible} is an answer only where there is no placement, or where {@link #mayMiss} says so. */
    @Test
    void findsAPlacementWhereThereIsOne() {
        smallProblems()
                .filter(problem -> !mayMiss(problem))
                .forEach(problem -> assertThat(strategy().place(problem))
                        .as("answer to %s", problem)
                        .isInstanceOf(ExhaustiveSearch.best(problem).isPresent() ? Placement.class : Infeasible.class));
    }

    /** A certificate is one. */
    @Test
    void provesNothingThatIsNotTrue() {
        smallProblems().forEach(problem -> {
            if (strategy().place(problem) instanceof Placement placement) {
                placement.bound().ifPresent(bound -> assertBound(problem, placement, bound));
            }
        });
    }

    /** The end of the budget ends a search. */
    @Test
    void endsWithinItsBudget() {
        largeProblems().forEach(problem -> {
            PlacementProblem brief = problem.with(Duration.ofMillis(50));
            assertEnds(brief.budget(), () -> strategy().place(brief));
        });
    }

    /** An interrupt ends a search, whatever is left of its budget. */
    @Test
    void endsWhenItIsInterrupted() {
        largeProblems().limit(1).forEach(problem -> {
            PlacementProblem endless = problem.with(Duration.ofHours(1));
            assertEnds(Duration.ZERO, () -> {
                Thread.currentThread().interrupt();
                return strategy().place(endless);
            });
        });
    }

    /** A site may have no device at all. */
    @Test
    void refusesForAReasonWhenNoDeviceIsOnline() {
        PlacementProblem any = smallProblems().findFirst().orElseThrow();
        PlacementProblem problem = new PlacementProblem(
                any.graph(),
                new FleetSnapshot(Instant.EPOCH, List.of(), List.of()),
                new Objective.Throughput(),
                Constraints.NONE,
                Optional.empty(),
                any.budget(),
                0);
        assertThat(strategy().place(problem)).isInstanceOf(Infeasible.class);
    }

    private static void assertBound(PlacementProblem problem, Placement placement, Placement.Bound bound) {
        double optimum = problem.objective()
                .cost(ExhaustiveSearch.best(problem).orElseThrow().prediction());
        double tolerance = optimum * 1e-9;
        assertThat(bound.lowerBoundSeconds()).as("bound of %s", problem).isLessThanOrEqualTo(optimum + tolerance);
        if (bound.optimal()) {
            assertThat(problem.objective().cost(placement.prediction()))
                    .as("cost of what is called the optimum of %s", problem)
                    .isLessThanOrEqualTo(optimum + tolerance);
        }
    }

    private static void assertEnds(Duration budget, Supplier<PlacementAnswer> placing) {
        assertThat(assertTimeoutPreemptively(budget.plus(GRACE), placing::get)).isNotNull();
    }

    private static Stream<PlacementProblem> smallProblems() {
        return Stream.iterate(0L, seed -> seed + 1).limit(SMALL_PROBLEMS).map(seed -> new RandomProblems(seed).small());
    }

    private static Stream<PlacementProblem> largeProblems() {
        return Stream.iterate(0L, seed -> seed + 1).limit(LARGE_PROBLEMS).map(seed -> new RandomProblems(seed).large());
    }
}

package hewn.strategies.optimal.throughput;

import static org.assertj.core.api.Assertions.assertThat;

import hewn.placement.Deadline;
import hewn.placement.Objective;
import hewn.placement.Placement;
import hewn.placement.PlacementProblem;
import hewn.placement.PlacementScore;
import hewn.placement.testkit.ExhaustiveSearch;
import hewn.placement.testkit.RandomProblems;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Each search, alone and under whatever prices, finds only what is there and refutes only what is not. */
class SearchesTest {
    private static final long MANY_STEPS = 10_000_000;
    private static final int WIDE = 10_000;

    /** A search of a limit with the walks that were found for some prices. */
    @FunctionalInterface
    private interface Search {
        Outcome at(Limit limit, CheapestWalks walks, int[] prices, Deadline deadline);
    }

    @Test
    void depthFirstDecidesEveryLimit() {
        problems().forEach(problem -> assertDecides(problem, SearchesTest::depthFirst));
    }

    @Test
    void labelsDecideEveryLimit() {
        problems().forEach(problem -> assertDecides(problem, SearchesTest::labels));
    }

    @Test
    void fewLabelsNeverErr() {
        problems().forEach(problem -> assertNeverErrs(problem, SearchesTest::fewLabels));
    }

    @Test
    void cheapestWalksNeverErr() {
        problems().forEach(problem -> assertNeverErrs(problem, SearchesTest::walks));
    }

    private static Outcome depthFirst(Limit limit, CheapestWalks walks, int[] prices, Deadline deadline) {
        return new DepthFirstSearch(limit, walks, prices, MANY_STEPS, deadline).search();
    }

    private static Outcome labels(Limit limit, CheapestWalks walks, int[] prices, Deadline deadline) {
        return new LabelSearch(limit, walks, prices, WIDE, deadline).search();
    }

    private static Outcome fewLabels(Limit limit, CheapestWalks walks, int[] prices, Deadline deadline) {
        return new LabelSearch(limit, walks, prices, 1, deadline).search();
    }

    private static Outcome walks(Limit limit, CheapestWalks walks, int[] prices, Deadline deadline) {
        return new LimitSearch(limit.instance(), deadline).search(limit.seconds(), new Effort(30, 0, 0));
    }

    private static void assertDecides(PlacementProblem problem, Search search) {
        Optional<Placement> best = ExhaustiveSearch.best(problem);
        double optimum = best.map(p -> p.prediction().bottleneckSeconds()).orElse(Double.MAX_VALUE);
        if (best.isPresent()) {
            assertFound(problem, at(problem, above(optimum), search));
        }
        assertThat(at(problem, below(optimum), search)).isInstanceOf(Outcome.Impossible.class);
    }

    private static void assertNeverErrs(PlacementProblem problem, Search search) {
        Optional<Placement> best = ExhaustiveSearch.best(problem);
        double optimum = best.map(p -> p.prediction().bottleneckSeconds()).orElse(Double.MAX_VALUE);
        if (best.isPresent()) {
            assertThat(at(problem, above(optimum), search)).isNotInstanceOf(Outcome.Impossible.class);
        }
        assertThat(at(problem, below(optimum), search)).isNotInstanceOf(Outcome.Found.class);
    }

    private static void assertFound(PlacementProblem problem, Outcome outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Found.class);
        PlacementScore score = new PlacementScore(new Instance(problem).problem());
        assertThat(((Outcome.Found) outcome).route().isAllowed(score)).isTrue();
    }

    /** Figures that were added up in another order may differ in the last digits. */
    private static double above(double optimum) {
        return optimum * (1 + 1e-9);
    }

    private static double below(double optimum) {
        return optimum * (1 - 1e-9);
    }

    private static Outcome at(PlacementProblem problem, double seconds, Search search) {
        Instance instance = new Instance(problem);
        if (!instance.count().isPossible()) {
            return new Outcome.Impossible();
        }
        Limit limit = new Limit(instance, seconds);
        int[] prices =
                new Random(problem.seed()).ints(instance.devices(), 0, 100).toArray();
        CheapestWalks walks = new CheapestWalks(instance);
        Deadline deadline = Deadline.of(problem.with(Duration.ofMinutes(5)));
        walks.find(limit, prices, deadline);
        return search.at(limit, walks, prices, deadline);
    }

    private static Stream<PlacementProblem> problems() {
        return Stream.concat(
                LongStream.range(0, 400)
                        .mapToObj(seed -> new RandomProblems(seed).small())
                        .filter(problem -> !problem.candidates().isEmpty())
                        .map(problem -> problem.with(new Objective.Throughput())),
                LongStream.range(0, 8).mapToObj(MidsizeProblems::next));
    }
}

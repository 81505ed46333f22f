package hewn.placement.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import hewn.placement.IndexedProblem;
import hewn.placement.PlacementScore;
import hewn.placement.PlacementValidator;
import hewn.placement.Stage;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Scores are those of the validator and the cost model. */
class PlacementScoreTest {
    private static final int TRIES = 20;

    @Test
    void allowsWhatTheValidatorAcceptsAtTheCostOfTheModel() {
        Random random = new Random(1);
        long allowed = problems()
                .mapToLong(problem -> Stream.generate(() -> agrees(problem, random))
                        .limit(TRIES)
                        .filter(accepted -> accepted)
                        .count())
                .sum();
        assertThat(allowed).as("accepted placements").isGreaterThan(100);
    }

    private static boolean agrees(IndexedProblem problem, Random random) {
        PlacementScore score = new PlacementScore(problem);
        int count = 1 + random.nextInt(Math.min(3, problem.layers()));
        int[] ends = random.ints(1, problem.layers())
                .distinct()
                .limit(count - 1)
                .sorted()
                .toArray();
        ends = Arrays.copyOf(ends, count);
        ends[count - 1] = problem.layers();
        int[] chosen = random.ints(count, 0, problem.devices()).toArray();
        List<Stage> stages = problem.stages(ends, chosen);
        boolean accepted =
                PlacementValidator.violation(problem.problem(), stages).isEmpty();
        assertThat(score.allows(ends, chosen)).isEqualTo(accepted);
        double cost = problem.cost(stages);
        assertThat(score.cost(ends, chosen)).isCloseTo(cost, within(1e-9 * cost));
        return accepted;
    }

    private static Stream<IndexedProblem> problems() {
        return LongStream.range(0, 200)
                .mapToObj(seed -> new RandomProblems(seed).small())
                .filter(problem -> problem.graph().size() > 3)
                .filter(problem -> !problem.candidates().isEmpty())
                .map(IndexedProblem::new);
    }
}

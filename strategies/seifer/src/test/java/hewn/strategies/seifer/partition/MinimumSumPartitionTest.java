package hewn.strategies.seifer.partition;

import static org.assertj.core.api.Assertions.assertThat;

import hewn.placement.Deadline;
import hewn.placement.IndexedProblem;
import hewn.placement.testkit.RandomProblems;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class MinimumSumPartitionTest {
    private static final IntPredicate ANYWHERE = position -> true;

    @Test
    void handsOnAsFewBytesAsAnyCutsThatFit() {
        problems().forEach(problem -> {
            Optional<int[]> ends =
                    new MinimumSumPartition(problem, ANYWHERE, 0, problem.devices()).ends(deadline(problem));
            assertThat(ends.map(found -> sum(problem, found)))
                    .isEqualTo(allCuts(problem)
                            .filter(cuts -> allowed(problem, cuts))
                            .map(cuts -> sum(problem, cuts))
                            .min(Long::compare));
            ends.ifPresent(found -> assertThat(allowed(problem, found)).isTrue());
        });
    }

    @Test
    void cutsOnlyWhereItMay() {
        problems().forEach(problem -> {
            Optional<int[]> ends =
                    new MinimumSumPartition(problem, position -> position % 2 == 0, 0, 4).ends(deadline(problem));
            assertThat(ends.map(found -> Arrays.copyOf(found, found.length - 1)).stream()
                            .flatMapToInt(Arrays::stream)
                            .boxed())
                    .allMatch(position -> position % 2 == 0);
        });
    }

    private static Deadline deadline(IndexedProblem problem) {
        return Deadline.of(problem.problem().with(Duration.ofMinutes(10)));
    }

    private static Stream<IndexedProblem> problems() {
        return LongStream.range(0, 300)
                .mapToObj(seed -> new IndexedProblem(new RandomProblems(seed).small()))
                .filter(problem -> problem.devices() > 0);
    }

    private static Stream<int[]> allCuts(IndexedProblem problem) {
        int layers = problem.layers();
        return IntStream.range(0, 1 << layers - 1)
                .mapToObj(set -> IntStream.rangeClosed(1, layers)
                        .filter(p -> p == layers || (set & 1 << p - 1) != 0)
                        .toArray());
    }

    private static boolean allowed(IndexedProblem problem, int[] ends) {
        return ends.length <= problem.devices()
                && problem.problem().constraints().allowsStages(ends.length)
                && IntStream.range(0, ends.length)
                        .allMatch(stage -> problem.fits(0, stage == 0 ? 0 : ends[stage - 1], ends[stage]));
    }

    private static long sum(IndexedProblem problem, int[] ends) {
        return Arrays.stream(ends)
                .limit(ends.length - 1L)
                .mapToLong(problem.costs()::cutBytes)
                .sum();
    }
}

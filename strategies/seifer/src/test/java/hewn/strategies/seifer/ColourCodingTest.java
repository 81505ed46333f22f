package hewn.strategies.seifer;

import static org.assertj.core.api.Assertions.assertThat;

import hewn.placement.Deadline;
import hewn.placement.PlacementProblem;
import hewn.placement.testkit.RandomProblems;
import java.time.Duration;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ColourCodingTest {
    private static final int TRIALS = 2000;

    private final PlacementProblem problem = new RandomProblems(1).small();
    private final Deadline deadline = Deadline.of(problem.with(Duration.ofMinutes(10)));

    @Test
    void findsAPathAmongFewDevicesExactlyWhereThereIsOne() {
        for (int seed = 0; seed < 500; seed++) {
            RandomGenerator random = new SplittableRandom(seed);
            BitSet[] followers = followers(7, 0.3, random);
            Optional<int[]> path = path(all(7, 5), 5, followers, 1, random);
            assertThat(path.isPresent()).as("seed %d", seed).isEqualTo(exists(followers, new int[0], 5));
            path.ifPresent(found -> assertIsPath(found, followers));
        }
    }

    @Test
    void findsAPathAmongManyDevicesWhereOneIsHidden() {
        for (int seed = 0; seed < 50; seed++) {
            RandomGenerator random = new SplittableRandom(seed);
            BitSet[] followers = followers(40, 0.02, random);
            IntStream.range(10, 14).forEach(device -> followers[device].set(device + 1));
            Optional<int[]> path = path(all(40, 5), 5, followers, TRIALS, random);
            assertThat(path).as("seed %d", seed).isPresent();
            assertIsPath(path.orElseThrow(), followers);
        }
    }

    @Test
    void keepsThePlacesThatAreTaken() {
        BitSet[] followers = followers(20, 1, new SplittableRandom(1));
        List<BitSet> options =
                Stream.of(of(3), range(4, 20), range(4, 20), of(2)).toList();
        BitSet open = range(1, 3);
        int[] path = new ColourCoding(options, open, TRIALS, new SplittableRandom(2), deadline)
                .path(options, followers)
                .orElseThrow();
        assertThat(path).startsWith(3).endsWith(2).doesNotHaveDuplicates();
    }

    private Optional<int[]> path(
            List<BitSet> options, int places, BitSet[] followers, int trials, RandomGenerator random) {
        return new ColourCoding(options, range(0, places), trials, random, deadline).path(options, followers);
    }

    private static void assertIsPath(int[] path, BitSet[] followers) {
        assertThat(path).doesNotHaveDuplicates();
        for (int place = 1; place < path.length; place++) {
            assertThat(followers[path[place - 1]].get(path[place])).isTrue();
        }
    }

    private static boolean exists(BitSet[] followers, int[] begun, int places) {
        if (begun.length == places) {
            return true;
        }
        return IntStream.range(0, followers.length)
                .filter(next -> Arrays.stream(begun).noneMatch(device -> device == next))
                .filter(next -> begun.length == 0 || followers[begun[begun.length - 1]].get(next))
                .anyMatch(next -> {
                    int[] longer = Arrays.copyOf(begun, begun.length + 1);
                    longer[begun.length] = next;
                    return exists(followers, longer, places);
                });
    }

    private static BitSet[] followers(int devices, double density, RandomGenerator random) {
        BitSet[] followers = new BitSet[devices];
        for (int from = 0; from < devices; from++) {
            followers[from] = new BitSet();
            for (int to = 0; to < devices; to++) {
                followers[from].set(to, to != from && random.nextDouble() < density);
            }
        }
        return followers;
    }

    private static List<BitSet> all(int devices, int places) {
        return IntStream.range(0, places).mapToObj(place -> range(0, devices)).toList();
    }

    private static BitSet of(int device) {
        return range(device, device + 1);
    }

    private static BitSet range(int from, int to) {
        BitSet range = new BitSet();
        range.set(from, to);
        return range;
    }
}

package hewn.strategies.optimal.throughput;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TwoBestTest {
    private static final int KEYS = 4;

    @Test
    void knowsTheSmallestCostWithoutAnyOneKey() {
        Random random = new Random(1);
        for (int round = 0; round < 1_000; round++) {
            TwoBest best = new TwoBest(1);
            Map<Integer, Integer> smallest = new HashMap<>();
            for (int offer = 0; offer < 6; offer++) {
                int key = random.nextInt(KEYS);
                int cost = random.nextInt(10);
                best.offer(0, cost, key);
                smallest.merge(key, cost, Math::min);
            }
            for (int key = -1; key < KEYS; key++) {
                assertThat(best.costWithout(0, key)).isEqualTo(without(smallest, key));
            }
        }
    }

    @Test
    void forgetsWhatWasOfferedBefore() {
        TwoBest best = new TwoBest(1);
        best.offer(0, 3, 7);
        best.clear();
        assertThat(best.cost(0)).isEqualTo(TwoBest.NEVER);
        assertThat(best.costOf(0, 7)).isEqualTo(TwoBest.NEVER);
    }

    private static int without(Map<Integer, Integer> smallest, int excluded) {
        return smallest.entrySet().stream()
                .filter(entry -> entry.getKey() != excluded)
                .mapToInt(Map.Entry::getValue)
                .min()
                .orElse(TwoBest.NEVER);
    }
}

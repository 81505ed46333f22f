package hewn.strategies.optimal.throughput;

import java.util.Arrays;

/**
 * For each of many entries the two smallest costs that were offered, with different keys: so that the smallest without
 * any one key is known as well.
 */
final class TwoBest {
    /** The cost of what is impossible; a cost may be added to it without an overflow. */
    static final int NEVER = Integer.MAX_VALUE / 2;

    private final int[] cost;
    private final int[] key;
    private final int[] otherCost;
    private final int[] otherKey;

    TwoBest(int entries) {
        cost = new int[entries];
        key = new int[entries];
        otherCost = new int[entries];
        otherKey = new int[entries];
        clear();
    }

    void clear() {
        Arrays.fill(cost, NEVER);
        Arrays.fill(otherCost, NEVER);
        Arrays.fill(key, -1);
        Arrays.fill(otherKey, -1);
    }

    void offer(int entry, int offered, int by) {
        if (offered < cost[entry]) {
            if (key[entry] != by) {
                otherCost[entry] = cost[entry];
                otherKey[entry] = key[entry];
            }
            cost[entry] = offered;
            key[entry] = by;
        } else if (offered < otherCost[entry] && key[entry] != by) {
            otherCost[entry] = offered;
            otherKey[entry] = by;
        }
    }

    /** The smallest cost; {@link #NEVER} if nothing was offered. */
    int cost(int entry) {
        return cost[entry];
    }

    /** The smallest cost with another key than the smallest has. */
    int otherCost(int entry) {
        return otherCost[entry];
    }

    int key(int entry) {
        return key[entry];
    }

    int otherKey(int entry) {
        return otherKey[entry];
    }

    int costWithout(int entry, int excluded) {
        return key[entry] == excluded ? otherCost[entry] : cost[entry];
    }

    int keyWithout(int entry, int excluded) {
        return key[entry] == excluded ? otherKey[entry] : key[entry];
    }

    /** The cost that is known of a key; {@link #NEVER} if it is not among the two. */
    int costOf(int entry, int asked) {
        if (key[entry] == asked) {
            return cost[entry];
        }
        return otherKey[entry] == asked ? otherCost[entry] : NEVER;
    }
}

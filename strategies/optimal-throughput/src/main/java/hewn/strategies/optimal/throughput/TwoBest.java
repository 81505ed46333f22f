package hewn.strategies.optimal.throughput;

/**
 * For each of many entries the two smallest costs that were offered, with different keys: so that the smallest without
 * any one key is known as well.
 */
final class TwoBest {
    /** The cost of what is impossible; a cost may be added to it without an overflow. */
    static final int NEVER = Integer.MAX_VALUE / 2;

    private static final int OTHER_COST = 1;
    private static final int KEY = 2;
    private static final int OTHER_KEY = 3;
    private static final int CELLS = 4;
    private static final int NOBODY = -1;

    /** All that is known of an entry stands side by side, for it is asked for together. */
    private final int[] cells;

    TwoBest(int entries) {
        cells = new int[CELLS * entries];
        clear();
    }

    void clear() {
        for (int at = 0; at < cells.length; at += CELLS) {
            cells[at] = NEVER;
            cells[at + OTHER_COST] = NEVER;
            cells[at + KEY] = NOBODY;
            cells[at + OTHER_KEY] = NOBODY;
        }
    }

    void offer(int entry, int cost, int key) {
        int at = CELLS * entry;
        if (cost < cells[at]) {
            if (cells[at + KEY] != key) {
                cells[at + OTHER_COST] = cells[at];
                cells[at + OTHER_KEY] = cells[at + KEY];
            }
            cells[at] = cost;
            cells[at + KEY] = key;
        } else if (cost < cells[at + OTHER_COST] && cells[at + KEY] != key) {
            cells[at + OTHER_COST] = cost;
            cells[at + OTHER_KEY] = key;
        }
    }

    /** The smallest cost; {@link #NEVER} if nothing was offered. */
    int cost(int entry) {
        return cells[CELLS * entry];
    }

    /** The smallest cost with another key than the smallest has. */
    int otherCost(int entry) {
        return cells[CELLS * entry + OTHER_COST];
    }

    int key(int entry) {
        return cells[CELLS * entry + KEY];
    }

    int otherKey(int entry) {
        return cells[CELLS * entry + OTHER_KEY];
    }

    int costWithout(int entry, int excluded) {
        return key(entry) == excluded ? otherCost(entry) : cost(entry);
    }

    int keyWithout(int entry, int excluded) {
        return key(entry) == excluded ? otherKey(entry) : key(entry);
    }

    /** The cost that is known of a key; {@link #NEVER} if it is not among the two. */
    int costOf(int entry, int asked) {
        if (key(entry) == asked) {
            return cost(entry);
        }
        return otherKey(entry) == asked ? otherCost(entry) : NEVER;
    }
}

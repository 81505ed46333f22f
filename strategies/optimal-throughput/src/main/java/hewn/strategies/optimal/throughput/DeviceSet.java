package hewn.strategies.optimal.throughput;

/** Sets of devices as bits in arrays of words. */
final class DeviceSet {
    private DeviceSet() {}

    static int words(int devices) {
        return (devices + Long.SIZE - 1) / Long.SIZE;
    }

    static boolean has(long[] set, int device) {
        return (set[device >> 6] & 1L << device) != 0;
    }

    static void add(long[] set, int device) {
        set[device >> 6] |= 1L << device;
    }

    /** The set of all others. */
    static long[] without(long[] set) {
        long[] others = new long[set.length];
        for (int w = 0; w < set.length; w++) {
            others[w] = ~set[w];
        }
        return others;
    }

    static boolean isWithin(long[] set, long[] other) {
        for (int w = 0; w < set.length; w++) {
            if ((set[w] & ~other[w]) != 0) {
                return false;
            }
        }
        return true;
    }
}

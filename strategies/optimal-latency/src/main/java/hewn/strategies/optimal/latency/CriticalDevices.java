package hewn.strategies.optimal.latency;

import java.util.BitSet;

/**
 * The devices of which a search remembers whether they were used: those that a relaxed optimum used more than once. At
 * most 64.
 */
final class CriticalDevices {
    private final BitSet devices = new BitSet();
    private final long[] bits;

    CriticalDevices(int devices) {
        this.bits = new long[devices];
    }

    /** Adds all that a placement used more than once; false if that is more than can be remembered. */
    boolean addRepeated(Label goal) {
        BitSet repeated = repeated(goal);
        repeated.andNot(devices);
        if (devices.cardinality() + repeated.cardinality() > Long.SIZE) {
            return false;
        }
        repeated.stream().forEach(device -> {
            bits[device] = 1L << devices.cardinality();
            devices.set(device);
        });
        return true;
    }

    /** Whether a placement uses no device twice. */
    static boolean isElementary(Label goal) {
        return repeated(goal).isEmpty();
    }

    private static BitSet repeated(Label goal) {
        BitSet seen = new BitSet();
        BitSet repeated = new BitSet();
        for (Label stage : goal.stages()) {
            repeated.set(stage.device(), seen.get(stage.device()) || repeated.get(stage.device()));
            seen.set(stage.device());
        }
        return repeated;
    }

    /** The bit of a device; none if it is not critical. */
    long bit(int device) {
        return bits[device];
    }
}

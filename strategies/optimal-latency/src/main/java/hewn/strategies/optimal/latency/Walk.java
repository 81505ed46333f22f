package hewn.strategies.optimal.latency;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** The first stages of a placement to be, as they are taken. */
final class Walk {
    private final List<Integer> ends = new ArrayList<>();
    private final List<Integer> devices = new ArrayList<>();
    private final BitSet used = new BitSet();

    void take(int device, int to) {
        ends.add(to);
        devices.add(device);
        used.set(device);
    }

    int stages() {
        return ends.size();
    }

    /** The first layer that has no place yet. */
    int position() {
        return ends.isEmpty() ? 0 : ends.get(ends.size() - 1);
    }

    /** The device of the last stage, of which there must be one. */
    int device() {
        return devices.get(devices.size() - 1);
    }

    boolean uses(int device) {
        return used.get(device);
    }

    /** One more than the last layer of each stage. */
    int[] ends() {
        return ends.stream().mapToInt(Integer::intValue).toArray();
    }

    /** The device of each stage. */
    int[] devices() {
        return devices.stream().mapToInt(Integer::intValue).toArray();
    }
}

package hewn.placement.json;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** How numbers are written: without a fraction where there is none. */
final class Numbers {
    private static final double LARGEST_EXACT = 0x1p53;

    private Numbers() {}

    static void put(ObjectNode to, String name, double value) {
        if (value == Math.rint(value) && Math.abs(value) < LARGEST_EXACT) {
            to.put(name, (long) value);
        } else {
            to.put(name, value);
        }
    }
}

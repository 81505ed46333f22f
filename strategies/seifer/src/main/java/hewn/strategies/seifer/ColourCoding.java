package hewn.strategies.seifer;

import hewn.placement.Deadline;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Finds a path of given length that visits no device twice, by colour coding (Alon, Yuster and Zwick, "Color-coding",
 * 1995): devices get random colours, and a dynamic program over sets of colours finds a path of which no two devices
 * have the same one. That is done again and again, for a path may be there and yet have no such luck.
 *
 * <p>There are a third more colours than places, which takes fewer trials (Hüffner, Wernicke and Zichner 2008). A dozen
 * devices or fewer have a colour each, and then one trial finds whatever there is. A trial takes O(2^colours · places ·
 * devices²) time at most.
 */
final class ColourCoding {
    private static final int MOST_COLOURS = 12;

    private final int places;
    private final BitSet open;
    private final int[] devices;
    private final int colours;
    private final int trials;
    private final RandomGenerator random;
    private final Deadline deadline;
    private final int[] colourOf;

    /** {@code reached[p][s]}: the devices at place p to which a path of the colours s leads. */
    private final BitSet[][] reached;

    /**
     * Paths through some places.
     *
     * @param options the devices that may be at each place; one alone at a place that is taken
     * @param open which places are not taken
     * @param trials how often to colour
     */
    ColourCoding(List<BitSet> options, BitSet open, int trials, RandomGenerator random, Deadline deadline) {
        this.places = options.size();
        this.open = open;
        this.devices = union(options).stream().toArray();
        int most = devices.length == 0 ? 1 : devices[devices.length - 1] + 1;
        int free = open.cardinality();
        boolean each = devices.length <= MOST_COLOURS;
        this.colours = each ? devices.length : free + free / 3;
        this.trials = each || free < 2 ? 1 : trials;
        this.random = random;
        this.deadline = deadline;
        this.colourOf = new int[most];
        this.reached = new BitSet[places][1 << colours];
        for (BitSet[] row : reached) {
            Arrays.setAll(row, set -> new BitSet(most));
        }
    }

    private static BitSet union(List<BitSet> sets) {
        BitSet union = new BitSet();
        sets.forEach(union::or);
        return union;
    }

    /**
     * A path.
     *
     * @param options the devices that may be at each place, some of those known from the start
     * @param followers the devices that may come after each
     * @return the device at each place; empty if none was found
     */
    Optional<int[]> path(List<BitSet> options, BitSet[] followers) {
        for (int trial = 0; trial < trials && (trial == 0 || !deadline.isOver()); trial++) {
            colour();
            Optional<int[]> path = spread(options, followers);
            if (path.isPresent()) {
                return path;
            }
        }
        return Optional.empty();
    }

    private void colour() {
        for (int i = 0; i < devices.length; i++) {
            colourOf[devices[i]] = devices.length <= MOST_COLOURS ? i : random.nextInt(colours);
        }
    }

    private Optional<int[]> spread(List<BitSet> options, BitSet[] followers) {
        for (BitSet[] row : reached) {
            Arrays.stream(row).forEach(BitSet::clear);
        }
        options.get(0).stream().forEach(device -> reach(0, 0, device));
        for (int place = 1; place < places; place++) {
            for (int set = 0; set < 1 << colours; set++) {
                if (!reached[place - 1][set].isEmpty()) {
                    step(place, set, options.get(place), followers);
                }
            }
        }
        return trace(followers);
    }

    /** From all devices that a path of some colours leads to, to the next place. */
    private void step(int place, int set, BitSet options, BitSet[] followers) {
        BitSet next = new BitSet();
        BitSet from = reached[place - 1][set];
        for (int u = from.nextSetBit(0); u >= 0; u = from.nextSetBit(u + 1)) {
            next.or(followers[u]);
        }
        next.and(options);
        for (int v = next.nextSetBit(0); v >= 0; v = next.nextSetBit(v + 1)) {
            reach(place, set, v);
        }
    }

    private void reach(int place, int set, int device) {
        if (!open.get(place)) {
            reached[place][set].set(device);
        } else if ((set & colour(device)) == 0) {
            reached[place][set | colour(device)].set(device);
        }
    }

    private int colour(int device) {
        return 1 << colourOf[device];
    }

    private Optional<int[]> trace(BitSet[] followers) {
        int[] path = new int[places];
        int last = path.length - 1;
        for (int set = 0; set < 1 << colours; set++) {
            if (!reached[last][set].isEmpty()) {
                path[last] = reached[last][set].nextSetBit(0);
                traceBack(path, set, followers);
                return Optional.of(path);
            }
        }
        return Optional.empty();
    }

    private void traceBack(int[] path, int colourSet, BitSet[] followers) {
        int set = colourSet;
        for (int place = path.length - 1; place > 0; place--) {
            int device = path[place];
            set = open.get(place) ? set ^ colour(device) : set;
            path[place - 1] = reached[place - 1][set].stream()
                    .filter(u -> followers[u].get(device))
                    .findFirst()
                    .orElseThrow();
        }
    }
}

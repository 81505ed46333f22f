package hewn.strategies.greedy;

import hewn.placement.IndexedProblem;
import java.util.BitSet;

/** Remembers the link of each device that is busy for the shortest time, so that a walk rarely has to ask for all links. */
final class Receivers {
    private final IndexedProblem problem;
    private final int devices;
    /** {@code quickest[position * devices + sender]}, where it is known. */
    private final int[] quickest;

    private final BitSet known = new BitSet();

    Receivers(IndexedProblem problem) {
        this.problem = problem;
        this.devices = problem.devices();
        this.quickest = new int[problem.layers() * devices];
    }

    /** Whether a device hands on within a limit to any that is free, other than itself. */
    boolean canLeave(int position, int sender, BitSet used, double limitSeconds) {
        int first = quickest(position, sender);
        if (first == sender || problem.hopBusySeconds(position, sender, first) > limitSeconds) {
            return false;
        }
        return !used.get(first) || anyCanReceive(position, sender, used, limitSeconds);
    }

    private boolean anyCanReceive(int position, int sender, BitSet used, double limitSeconds) {
        for (int next = used.nextClearBit(0); next < devices; next = used.nextClearBit(next + 1)) {
            if (next != sender && problem.hopBusySeconds(position, sender, next) <= limitSeconds) {
                return true;
            }
        }
        return false;
    }

    /** The sender itself where there is no other device. */
    private int quickest(int position, int sender) {
        int place = position * devices + sender;
        if (!known.get(place)) {
            quickest[place] = search(position, sender);
            known.set(place);
        }
        return quickest[place];
    }

    private int search(int position, int sender) {
        int best = sender;
        double least = Double.POSITIVE_INFINITY;
        for (int next = 0; next < devices; next++) {
            double seconds = next == sender ? least : problem.hopBusySeconds(position, sender, next);
            if (seconds < least) {
                best = next;
                least = seconds;
            }
        }
        return best;
    }
}

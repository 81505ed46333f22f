package hewn.strategies.optimal.latency;

import hewn.placement.Deadline;
import hewn.placement.IndexedProblem;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * The least that a measure can come to from any point of a placement to its end, if devices might be used again: a
 * shortest path over layers and devices. With L layers and N devices it takes time proportional to L·N·(L + N) at most,
 * times the number of stages where that is bounded.
 */
final class CompletionTable {
    /** Beyond so many entries a bound on the number of stages is left out of account. */
    private static final long MOST_ENTRIES = 4_000_000;

    private final Steps steps;
    private final IndexedProblem problem;
    private final Terms terms;
    private final Measure measure;
    private final int layers;
    private final int devices;
    private final boolean counted;
    /** With a device that is about to run the layer at a position. */
    private final double[][] fromStart;
    /** With a device that has run all layers before a position. */
    private final double[][] fromCut;

    CompletionTable(Steps steps, Terms terms, Measure measure, Deadline deadline) {
        this.steps = steps;
        this.problem = steps.problem();
        this.terms = terms;
        this.measure = measure;
        this.layers = problem.layers();
        this.devices = problem.devices();
        long entries = (long) steps.mostStages() * (layers + 1) * devices;
        this.counted = steps.areCounted() && entries <= MOST_ENTRIES;
        int levels = counted ? steps.mostStages() : 1;
        this.fromStart = new double[levels][(layers + 1) * devices];
        this.fromCut = new double[levels][(layers + 1) * devices];
        for (int level = levels - 1; level >= 0; level--) {
            fill(level, deadline);
        }
    }

    /** Ends early, and is of no use then, when the deadline is over. */
    private void fill(int level, Deadline deadline) {
        Arrays.fill(fromStart[level], Double.POSITIVE_INFINITY);
        Arrays.fill(fromCut[level], Double.POSITIVE_INFINITY);
        for (int position = layers - 1; position >= 0 && !deadline.isOver(); position--) {
            for (int device = 0; device < devices; device++) {
                fromStart[level][position * devices + device] = leastStage(level, position, device);
            }
            fillCut(level, position);
        }
    }

    private double leastStage(int level, int from, int device) {
        double least = Double.POSITIVE_INFINITY;
        if (mayEnd(level) && steps.mayRun(device, from, layers)) {
            least = measure.end(terms, problem, device, from);
        }
        for (int to = from + 1; to < layers; to++) {
            double rest = fromCut[level][to * devices + device];
            if (rest < Double.POSITIVE_INFINITY && steps.mayRun(device, from, to)) {
                double stage = measure.stage(terms, device, problem.stageSeconds(device, from, to));
                least = Math.min(least, measure.join(stage, rest));
            }
        }
        return least;
    }

    private void fillCut(int level, int position) {
        int next = counted ? level + 1 : level;
        if (position == 0 || next == fromStart.length) {
            return;
        }
        int row = position * devices;
        double[] rests = Arrays.copyOfRange(fromStart[next], row, row + devices);
        int[] receivers = IntStream.range(0, devices)
                .filter(device -> rests[device] < Double.POSITIVE_INFINITY)
                .boxed()
                .sorted(Comparator.comparingDouble(device -> rests[device]))
                .mapToInt(Integer::intValue)
                .toArray();
        for (int device = 0; device < devices; device++) {
            fromCut[level][row + device] = leastHop(position, device, receivers, rests);
        }
    }

    /** No hop makes the rest less, so that once the rest alone is too much, so are all that come after. */
    private double leastHop(int position, int device, int[] receivers, double[] rests) {
        double least = Double.POSITIVE_INFINITY;
        for (int r = 0; r < receivers.length && rests[receivers[r]] < least; r++) {
            if (steps.mayHandOn(device, receivers[r])) {
                double hop = measure.hop(
                        terms,
                        problem.hopSeconds(position, device, receivers[r]),
                        problem.hopBusySeconds(position, device, receivers[r]));
                least = Math.min(least, measure.join(hop, rests[receivers[r]]));
            }
        }
        return least;
    }

    private boolean mayEnd(int level) {
        return !counted || steps.mayEndAfter(level + 1);
    }

    /** From before a stage on, when as many stages came before; infinite if there is no way on. */
    double fromStart(int stagesBefore, int position, int device) {
        return fromStart[counted ? stagesBefore : 0][position * devices + device];
    }

    /** From after a stage that is not the last, when as many stages came before it; infinite if there is no way on. */
    double fromCut(int stagesBefore, int position, int device) {
        return fromCut[counted ? stagesBefore : 0][position * devices + device];
    }
}

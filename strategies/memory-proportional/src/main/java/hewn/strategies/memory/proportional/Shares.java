package hewn.strategies.memory.proportional;

import hewn.graph.Layer;
import hewn.placement.IndexedProblem;
import java.util.Arrays;
import java.util.function.ToDoubleFunction;

/**
 * Cuts all layers into shares that are to each other as the memory of the devices is. Every device gets a layer at
 * least.
 */
final class Shares {
    private final IndexedProblem problem;

    /** {@code before[p]}: how much of all there is lies before position p. */
    private final double[] before;

    private Shares(IndexedProblem problem, ToDoubleFunction<Layer> size) {
        this.problem = problem;
        this.before = new double[problem.layers() + 1];
        for (int p = 1; p < before.length; p++) {
            before[p] = before[p - 1]
                    + size.applyAsDouble(problem.problem().graph().layers().get(p - 1));
        }
    }

    /** Layers count, whatever their size. */
    static Shares ofLayers(IndexedProblem problem) {
        return new Shares(problem, layer -> 1);
    }

    /** The memory that layers take counts. */
    static Shares ofBytes(IndexedProblem problem) {
        return new Shares(problem, layer -> 1.0 + layer.weightBytes() + layer.peakActivationBytes());
    }

    /** One more than the last layer of each device's share; there are no more devices than layers. */
    int[] ends(int[] lineUp) {
        double all = Arrays.stream(lineUp).mapToDouble(this::memoryBytes).sum();
        int[] ends = new int[lineUp.length];
        double memory = 0;
        int from = 0;
        for (int stage = 0; stage < ends.length; stage++) {
            memory += memoryBytes(lineUp[stage]);
            int most = problem.layers() - (ends.length - 1 - stage); // one for each device after this
            from = Math.min(most, Math.max(from + 1, nearest(memory / all)));
            ends[stage] = from;
        }
        ends[ends.length - 1] = problem.layers();
        return ends;
    }

    private double memoryBytes(int device) {
        return problem.device(device).memoryBytes();
    }

    /** The position before which the part lies that comes closest to what is asked for. */
    private int nearest(double part) {
        double wanted = part * before[before.length - 1];
        int found = Arrays.binarySearch(before, wanted);
        int above = Math.min(before.length - 1, found < 0 ? -found - 1 : found);
        return above > 0 && wanted - before[above - 1] < before[above] - wanted ? above - 1 : above;
    }
}

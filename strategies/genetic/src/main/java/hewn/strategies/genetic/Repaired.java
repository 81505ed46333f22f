package hewn.strategies.genetic;

import hewn.placement.IndexedProblem;
import hewn.placement.PlacementScore;
import hewn.placement.Stage;
import java.util.List;

/** What a repair came to: a placement in numbers, or the beginning of one. */
final class Repaired {
    private final int[] ends;
    private final int[] devices;
    private final int layersLeft;

    Repaired(int[] ends, int[] devices, int layersLeft) {
        this.ends = ends;
        this.devices = devices;
        this.layersLeft = layersLeft;
    }

    Fitness fitness(PlacementScore score) {
        double cost =
                layersLeft == 0 && score.allows(ends, devices) ? score.cost(ends, devices) : Double.POSITIVE_INFINITY;
        return new Fitness(layersLeft, cost);
    }

    List<Stage> stages(IndexedProblem problem) {
        return problem.stages(ends, devices);
    }
}

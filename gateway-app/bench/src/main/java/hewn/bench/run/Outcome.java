package hewn.bench.run;

import hewn.placement.Placement;
import java.util.Optional;

/**
 * What a strategy made of a problem.
 *
 * @param placement its answer; empty if it found none
 * @param costSeconds under the problem's objective; infinite without a placement
 * @param tookSeconds how long it took to find it
 */
public record Outcome(Optional<Placement> placement, double costSeconds, double tookSeconds) {
    /**
     * How many stages there are.
     *
     * @return 0 if no placement was found
     */
    public int stages() {
        return placement.map(found -> found.stages().size()).orElse(0);
    }

    /**
     * What the strategy proved that no placement undercuts.
     *
     * @return in seconds; 0 if it proved nothing
     */
    public double boundSeconds() {
        return placement
                .flatMap(Placement::bound)
                .map(Placement.Bound::lowerBoundSeconds)
                .orElse(0.0);
    }

    /**
     * How much the cost exceeds a bound.
     *
     * @param boundSeconds what no placement undercuts, greater than 0
     * @return 0 if they are equal, 0.01 if the cost is one per cent above
     */
    public double gap(double boundSeconds) {
        return costSeconds / boundSeconds - 1;
    }
}

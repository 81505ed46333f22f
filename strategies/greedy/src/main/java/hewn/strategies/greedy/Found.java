package hewn.strategies.greedy;

import hewn.placement.Stage;
import java.util.List;

/**
 * A placement that the planner would accept.
 *
 * @param stages in order
 * @param cost under the problem's objective, in seconds
 */
record Found(List<Stage> stages, double cost) {
    Found {
        stages = List.copyOf(stages);
    }

    /** The cheaper one; this one if both cost the same. */
    Found or(Found other) {
        return other.cost < cost ? other : this;
    }
}

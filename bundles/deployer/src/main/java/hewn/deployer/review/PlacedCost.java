package hewn.deployer.review;

import hewn.deployer.generation.Active;
import hewn.deployer.plan.Outlook;
import hewn.placement.Objective;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What a generation was placed for, with which its cost by the figures of now is compared: however slowly that drifts away,
 * it adds up. Only a review renews it. Safe
 * for use by several threads.
 */
final class PlacedCost {
    private long generation;
    private OptionalDouble costSeconds = OptionalDouble.empty();

    /** How much the cost has changed, for people; empty if it has not changed much. */
    synchronized Optional<String> change(Active serving, Objective objective, OptionalDouble nowSeconds) {
        OptionalDouble before = before(serving, objective);
        if (before.isEmpty()) {
            renew(serving, nowSeconds);
        }
        return before.isPresent()
                        && nowSeconds.isPresent()
                        && Outlook.differsInTime(nowSeconds.getAsDouble(), before.getAsDouble())
                ? Optional.of("the present placement is predicted to cost " + millis(nowSeconds) + ", no longer "
                        + millis(before))
                : Optional.empty();
    }

    private OptionalDouble before(Active serving, Objective objective) {
        return generation == serving.generation().number() && costSeconds.isPresent()
                ? costSeconds
                : serving.generation()
                        .status()
                        .placement()
                        .map(placed -> OptionalDouble.of(objective.cost(placed.prediction())))
                        .orElse(OptionalDouble.empty());
    }

    /** It was reviewed, and stays. */
    synchronized void renew(Active serving, OptionalDouble nowSeconds) {
        generation = serving.generation().number();
        costSeconds = nowSeconds;
    }

    private static String millis(OptionalDouble seconds) {
        return Math.round(seconds.getAsDouble() * 1e5) / 1e2 + " ms";
    }
}

package hewn.admin.rest;

import hewn.placement.PlacementProblem;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * What is sent to see what would be deployed.
 *
 * @param deployment what would be sent to deploy it
 * @param strategies which to ask; all on offer if absent
 * @param budgetSeconds how long each may take; as it is configured if absent
 * @param seed for random decisions; always the same if absent
 */
record PlanOrder(
        Optional<DeploymentOrder> deployment,
        Optional<List<String>> strategies,
        OptionalDouble budgetSeconds,
        OptionalLong seed) {
    private static final double LONGEST_SECONDS = 600;
    private static final double NANOS = 1e9;

    /** What would be deployed, which must be there. */
    DeploymentOrder wanted() throws Refusal {
        return deployment.orElseThrow(() -> Refusal.badRequest(
                "the field 'deployment' is missing", "see docs/admin-api.md for the fields of a plan"));
    }

    /** The problem with the budget and seed that were asked for. */
    PlacementProblem applied(PlacementProblem problem) throws Refusal {
        PlacementProblem seeded = seed.isPresent() ? problem.withSeed(seed.getAsLong()) : problem;
        return budgetSeconds.isPresent() ? seeded.with(budget(budgetSeconds.getAsDouble())) : seeded;
    }

    private static Duration budget(double seconds) throws Refusal {
        if (!(seconds > 0 && seconds <= LONGEST_SECONDS)) {
            throw Refusal.badRequest(
                    "budgetSeconds is " + seconds, "give more than 0 and at most " + (int) LONGEST_SECONDS);
        }
        return Duration.ofNanos(Math.max(1, (long) (seconds * NANOS)));
    }
}

package hewn.deployer.review;

import hewn.fleet.DeviceId;
import hewn.placement.Placement;
import hewn.placement.PlacementProblem;
import hewn.placement.Stage;
import java.util.List;
import java.util.Locale;

/**
 * A placement that serves beside another one, both by the figures of now.
 *
 * @param presentSeconds what the present one costs under the objective
 * @param otherSeconds what the other one costs
 * @param bytes of the stages of the other one that run elsewhere now, by their weights
 * @param moveSeconds for shipping them one after another
 */
record Comparison(double presentSeconds, double otherSeconds, long bytes, double moveSeconds) {
    /** Figures are not exact enough to tell smaller differences. */
    private static final double NOISE_SECONDS = 0.0005;

    static Comparison of(PlacementProblem problem, Placement present, Placement other) {
        List<Stage> moved = other.stages().stream()
                .filter(stage -> !present.stages().contains(stage))
                .toList();
        return new Comparison(
                problem.objective().cost(present.prediction()),
                problem.objective().cost(other.prediction()),
                moved.stream().mapToLong(stage -> bytes(problem, stage)).sum(),
                moved.stream()
                        .mapToDouble(stage -> problem.fleet()
                                .link(DeviceId.GATEWAY, stage.device())
                                .seconds(bytes(problem, stage)))
                        .sum());
    }

    private static long bytes(PlacementProblem problem, Stage stage) {
        return problem.graph().weightBytes(stage.layers());
    }

    /** The part of the present cost that is saved; negative if the other one costs more. */
    double gain() {
        return presentSeconds > 0 ? 1 - otherSeconds / presentSeconds : 0;
    }

    boolean moves(ReplanSettings settings) {
        return isNotable(settings) && moveSeconds <= affordableSeconds(settings);
    }

    private boolean isNotable(ReplanSettings settings) {
        return gain() > settings.leastGain() && presentSeconds - otherSeconds > NOISE_SECONDS;
    }

    /** What is gained until moving must have paid for itself. */
    private double affordableSeconds(ReplanSettings settings) {
        return gain() * settings.payBack().toNanos() / 1e9;
    }

    /** The verdict, for people. */
    String verdict(ReplanSettings settings) {
        String figures = String.format(
                Locale.ROOT,
                "predicted cost %.2f ms instead of %.2f ms (%.0f %% less), %d bytes to ship in about %.1f s",
                otherSeconds * 1e3,
                presentSeconds * 1e3,
                gain() * 100,
                bytes,
                moveSeconds);
        return figures + "; " + why(settings);
    }

    private String why(ReplanSettings settings) {
        if (moves(settings)) {
            return "moves";
        }
        return isNotable(settings)
                ? String.format(
                        Locale.ROOT,
                        "stays, because moving may take %.1f s to pay for itself within %d s",
                        affordableSeconds(settings),
                        settings.payBack().toSeconds())
                : String.format(
                        Locale.ROOT,
                        "stays, because a move must save more than %.0f %% and %.1f ms",
                        settings.leastGain() * 100,
                        NOISE_SECONDS * 1e3);
    }
}

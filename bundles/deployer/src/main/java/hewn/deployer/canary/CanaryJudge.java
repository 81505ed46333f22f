package hewn.deployer.canary;

import hewn.deployer.generation.FailureCode;
import hewn.pipeline.CanaryComparison;
import hewn.pipeline.CanaryComparison.Recent;
import hewn.pipeline.CanaryTerms;
import hewn.pipeline.GenerationStatus.Failure;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/**
 * Tells whether a canary fares worse than its terms allow.
 */
final class CanaryJudge {
    /** One alone proves nothing, however few the executions. */
    private static final int FEWEST_FAILURES = 2;

    /** So many that all failed are no accident, as what serves may fail far less often. */
    private static final int FEWEST_WITHOUT_ANSWER = 5;

    /** What is quicker than that is no slower to anyone. */
    private static final Duration LEAST_DELAY = Duration.ofMillis(5);

    private CanaryJudge() {}

    /** Why it is to be ended; empty if it fares well, or too little is known. */
    static Optional<Failure> verdict(CanaryTerms terms, CanaryComparison seen) {
        if (seen.canary().executions() < terms.minAnswers() && !failsThroughout(seen.canary())) {
            return Optional.empty();
        }
        return fails(terms, seen).or(() -> isSlow(terms, seen)).map(CanaryJudge::failure);
    }

    /** One that is broken, or silent, is not tried on as many requests as one that may be good. */
    private static boolean failsThroughout(Recent canary) {
        return canary.executions() >= FEWEST_WITHOUT_ANSWER && canary.failures() == canary.executions();
    }

    private static Optional<String> fails(CanaryTerms terms, CanaryComparison seen) {
        boolean tooOften = seen.canary().failures() >= FEWEST_FAILURES
                && seen.canary().failureShare() > seen.stable().failureShare() + terms.moreErrors();
        return tooOften
                ? Optional.of("it failed " + failures(seen.canary()) + ", what serves " + failures(seen.stable()) + "; "
                        + percent(terms.moreErrors()) + " more are allowed")
                : Optional.empty();
    }

    private static Optional<String> isSlow(CanaryTerms terms, CanaryComparison seen) {
        Duration canary = seen.canary().p95();
        Duration stable = seen.stable().p95();
        boolean tooSlow = !stable.isZero()
                && canary.toNanos() > terms.slowdown() * stable.toNanos()
                && canary.minus(stable).compareTo(LEAST_DELAY) > 0;
        return tooSlow
                ? Optional.of("95 % of its last " + seen.canary().executions() + " answers took up to "
                        + millis(canary) + ", those of what serves up to " + millis(stable) + "; "
                        + terms.slowdown() + " times as long is allowed")
                : Optional.empty();
    }

    private static Failure failure(String figures) {
        return FailureCode.CANARY_ROLLED_BACK.failure(
                "the canary was rolled back: " + figures,
                "all requests go to what served before; see why in the logs of the canary's devices, then try another"
                        + " version, or allow more with other terms");
    }

    private static String failures(Recent recent) {
        return recent.failures() + " of " + recent.executions() + " times (" + percent(recent.failureShare()) + ")";
    }

    static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f %%", 100 * share);
    }

    private static String millis(Duration duration) {
        return String.format(Locale.ROOT, "%.1f ms", duration.toNanos() / 1e6);
    }
}

package hewn.strategies.optimal.latency;

import hewn.placement.Deadline;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/**
 * What no placement that begins in some way can undercut: each measure of what is left at its own least.
 */
final class Completions {
    private final Terms terms;
    private final CompletionTable sum;
    private final Optional<CompletionTable> slowest;
    private final Optional<CompletionTable> slowestStage;

    Completions(Steps steps, Terms terms, Deadline deadline) {
        this.terms = terms;
        this.sum = new CompletionTable(steps, terms, Measure.SUM, deadline);
        this.slowest = terms.countSlowest()
                ? Optional.of(new CompletionTable(steps, terms, Measure.SLOWEST, deadline))
                : Optional.empty();
        this.slowestStage = terms.countSlowestStage()
                ? Optional.of(new CompletionTable(steps, terms, Measure.SLOWEST_STAGE, deadline))
                : Optional.empty();
    }

    /** Infinite if there is no way on. */
    double boundFromStart(int stagesBefore, int position, int device, Figures figures) {
        return bound(figures, table -> table.fromStart(stagesBefore, position, device));
    }

    /** Infinite if there is no way on. */
    double boundFromCut(int stagesBefore, int position, int device, Figures figures) {
        return bound(figures, table -> table.fromCut(stagesBefore, position, device));
    }

    private double bound(Figures figures, ToDoubleFunction<CompletionTable> rest) {
        return terms.cost(
                figures.sum() + rest.applyAsDouble(sum),
                Math.max(figures.slowest(), slowest.map(rest::applyAsDouble).orElse(0.0)),
                Math.max(
                        figures.slowestStage(),
                        slowestStage.map(rest::applyAsDouble).orElse(0.0)));
    }
}

package hewn.strategies.optimal.latency;

import hewn.placement.Deadline;
import hewn.placement.IndexedProblem;
import hewn.placement.PlacementProblem;
import hewn.strategies.local.search.LocalSearch;

/**
 * What is done, in which order: what proves nothing finds what the exact search measures itself against, and goes on where
 * that does not come to an end.
 */
final class Search {
    /** Small problems are closed with fewer labels in less time than a local search takes. */
    private static final int FEW_LABELS = 2000;

    private static final int FIRST_BEAM_LABELS = 2_000_000;
    private static final int MOST_FIRST_WIDTH = 20;
    private static final int NEXT_WIDTH = 10;
    private static final int KICKS = 20;

    /** The part of the budget that each local search may take. */
    private static final int PART = 5;

    private final IndexedProblem indexed;
    private final Incumbent incumbent;
    private final Successors successors;
    private final StateSpaceRelaxation exact;
    private final BeamSearch beam;
    private final Deadline deadline;

    Search(
            IndexedProblem indexed,
            Incumbent incumbent,
            Successors successors,
            StateSpaceRelaxation exact,
            BeamSearch beam,
            Deadline deadline) {
        this.indexed = indexed;
        this.incumbent = incumbent;
        this.successors = successors;
        this.exact = exact;
        this.beam = beam;
        this.deadline = deadline;
    }

    void run(int mostLabels, int mostWidth) {
        beam.run(1, deadline);
        exact.run(successors, Math.min(FEW_LABELS, mostLabels), deadline);
        if (!exact.isClosed()) {
            polish();
            beam.run(Math.min(firstWidth(), mostWidth), deadline);
            exact.run(successors, mostLabels, deadline);
        }
        for (int width = firstWidth(); !exact.isClosed() && width < mostWidth; width *= NEXT_WIDTH) {
            polish();
            beam.run(Math.min(width * NEXT_WIDTH, mostWidth), deadline);
        }
    }

    /** Improves the incumbent, or builds one if there is none. */
    private void polish() {
        if (deadline.isOver()) {
            return;
        }
        PlacementProblem problem = indexed.problem();
        Deadline part = Deadline.of(problem.with(problem.budget().dividedBy(PART)));
        new LocalSearch(KICKS)
                .improve(indexed, incumbent.stages(), () -> part.isOver() || deadline.isOver())
                .ifPresent(incumbent::offer);
    }

    private int firstWidth() {
        int onEach = indexed.layers() * (indexed.layers() + indexed.devices());
        return Math.max(1, Math.min(MOST_FIRST_WIDTH, FIRST_BEAM_LABELS / onEach));
    }
}

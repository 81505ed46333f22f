package hewn.strategies.local.search;

import hewn.placement.IndexedProblem;
import java.util.function.BooleanSupplier;

/**
 * Goes downhill until no move makes the chain better: the best neighbour of the first kind of move that has a better one,
 * and then the first kind again (variable neighbourhood descent, Mladenović and Hansen 1997).
 */
final class Descent {
    private final int devices;
    private final Judge judge;
    private final BooleanSupplier isOver;

    Descent(IndexedProblem problem, Judge judge, BooleanSupplier isOver) {
        this.devices = problem.devices();
        this.judge = judge;
        this.isOver = isOver;
    }

    /** The end of the way down, or as far as there was time for. */
    Found from(Found start) {
        Move[] kinds = Move.values();
        Found found = start;
        int kind = 0;
        while (kind < kinds.length && !isOver.getAsBoolean()) {
            Best best = new Best(found);
            kinds[kind].neighbours(found.chain(), devices, best::offer);
            boolean better = best.chain != found.chain();
            found = better ? found.after(kinds[kind], best.chain, best.worth) : found;
            kind = better ? 0 : kind + 1;
        }
        return found;
    }

    /** The best of some neighbours. */
    private final class Best {
        private Chain chain;
        private Judge.Worth worth;

        private Best(Found start) {
            this.chain = start.chain();
            this.worth = start.worth();
        }

        private void offer(Chain neighbour) {
            if (isOver.getAsBoolean()) {
                return; // on a large fleet, to judge all neighbours may take seconds
            }
            Judge.Worth other = judge.of(neighbour);
            if (other.isBetterThan(worth)) {
                chain = neighbour;
                worth = other;
            }
        }
    }
}

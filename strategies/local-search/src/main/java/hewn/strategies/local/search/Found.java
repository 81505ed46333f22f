package hewn.strategies.local.search;

import java.util.ArrayList;
import java.util.List;

/**
 * A chain, what it is worth, and the moves that led to it.
 *
 * @param chain the placement in numbers
 * @param worth its worth
 * @param moves in order, those between its start and itself
 */
record Found(Chain chain, Judge.Worth worth, List<Move> moves) {
    Found {
        moves = List.copyOf(moves);
    }

    Found after(Move move, Chain next, Judge.Worth nextWorth) {
        List<Move> more = new ArrayList<>(moves);
        more.add(move);
        return new Found(next, nextWorth, more);
    }

    boolean isAllowed() {
        return worth.cost() < Double.POSITIVE_INFINITY;
    }
}

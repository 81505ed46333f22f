package hewn.strategies.local.search;

import hewn.placement.IndexedProblem;
import java.util.random.RandomGenerator;

/** Takes a chain some random moves away, whatever that costs. */
final class Kick {
    private static final int MOST_MOVES = 3;

    private final int devices;
    private final Judge judge;
    private final RandomGenerator random;

    Kick(IndexedProblem problem, Judge judge, RandomGenerator random) {
        this.devices = problem.devices();
        this.judge = judge;
        this.random = random;
    }

    Found of(Found found) {
        Found kicked = found;
        for (int moves = 1 + random.nextInt(MOST_MOVES); moves > 0; moves--) {
            Move move = Move.values()[random.nextInt(Move.values().length)];
            Sample sample = new Sample();
            move.neighbours(kicked.chain(), devices, sample::offer);
            kicked = sample.allowed == 0 ? kicked : kicked.after(move, sample.chosen, sample.worth);
        }
        return kicked;
    }

    /** One of the allowed neighbours, each with the same chance. */
    private final class Sample {
        private int allowed;
        private Chain chosen;
        private Judge.Worth worth = Judge.Worth.NONE;

        private void offer(Chain neighbour) {
            Judge.Worth other = judge.of(neighbour);
            if (other.isBetterThan(Judge.Worth.NONE) && random.nextInt(++allowed) == 0) {
                chosen = neighbour;
                worth = other;
            }
        }
    }
}

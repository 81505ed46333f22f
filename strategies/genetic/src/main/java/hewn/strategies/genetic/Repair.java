package hewn.strategies.genetic;

import hewn.placement.Constraints;
import hewn.placement.IndexedProblem;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * Makes a placement of wishes, stage after stage: it keeps to them where memory, tiers and the other constraints allow it,
 * and takes the next device or the nearest cut that is allowed where they don't. Wishes that are a placement stay as they
 * are.
 */
final class Repair {
    private final IndexedProblem problem;
    private final int leastStages;
    private final int mostStages;
    private final BitSet used = new BitSet();
    private final List<Integer> ends = new ArrayList<>();
    private final List<Integer> chosen = new ArrayList<>();
    private int position;
    private int tier;

    Repair(IndexedProblem problem) {
        this.problem = problem;
        Constraints constraints = problem.problem().constraints();
        this.leastStages = constraints.stages().orElse(1);
        this.mostStages = IntStream.of(
                        problem.devices(),
                        constraints.stages().orElse(Integer.MAX_VALUE),
                        constraints.maxStages().orElse(Integer.MAX_VALUE))
                .min()
                .orElseThrow();
    }

    /** What comes of the wishes; not all layers have a place where it gets stuck. */
    Repaired of(int[] cuts, int[] devices) {
        boolean stuck = false;
        while (!stuck && position < problem.layers() && ends.size() < mostStages) {
            int wish = devices[Math.min(ends.size(), devices.length - 1)];
            stuck = !takeFrom(wish, target(cuts));
        }
        return new Repaired(
                ends.stream().mapToInt(Integer::intValue).toArray(),
                chosen.stream().mapToInt(Integer::intValue).toArray(),
                problem.layers() - position);
    }

    /** The next cut that is wished for, so that as many stages can come after it as have to. */
    private int target(int[] cuts) {
        if (ends.size() == mostStages - 1) {
            return problem.layers();
        }
        int wish = IntStream.of(cuts).filter(cut -> cut > position).findFirst().orElse(problem.layers());
        int stagesToCome = Math.max(0, leastStages - ends.size() - 1);
        return Math.max(position + 1, Math.min(wish, problem.layers() - stagesToCome));
    }

    private boolean takeFrom(int wish, int target) {
        for (int i = 0; i < problem.devices(); i++) {
            int device = (wish + i) % problem.devices();
            if (mayBeNext(device) && take(device, target)) {
                return true;
            }
        }
        return false;
    }

    private boolean mayBeNext(int device) {
        return !used.get(device) && problem.tier(device) >= tier && (position > 0 || problem.mayBeFirst(device));
    }

    /** As many layers as are wished for, or the most below, or the least above. */
    private boolean take(int device, int target) {
        OptionalInt end = IntStream.concat(
                        IntStream.iterate(target, to -> to > position, to -> to - 1),
                        IntStream.rangeClosed(target + 1, problem.layers()))
                .filter(to -> mayRun(device, to))
                .findFirst();
        end.ifPresent(to -> add(device, to));
        return end.isPresent();
    }

    private boolean mayRun(int device, int to) {
        boolean end = to == problem.layers();
        int count = ends.size() + 1;
        boolean inPlace =
                end ? problem.mayBeLast(device) && count >= leastStages : count < mostStages && !isPinnedLast(device);
        return inPlace && problem.fits(device, position, to);
    }

    private boolean isPinnedLast(int device) {
        return problem.problem()
                .constraints()
                .last()
                .filter(problem.device(device).id()::equals)
                .isPresent();
    }

    private void add(int device, int to) {
        used.set(device);
        tier = problem.tier(device);
        chosen.add(device);
        ends.add(to);
        position = to;
    }
}

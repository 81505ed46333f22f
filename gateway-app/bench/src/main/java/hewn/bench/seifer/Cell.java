package hewn.bench.seifer;

import hewn.bench.model.NetworkFigures;
import hewn.bench.run.Contender;
import hewn.bench.run.Outcome;
import hewn.placement.PlacementProblem;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * One model, one capacity and one number of devices, solved for a number of drawn networks.
 *
 * <p>What counts as a case is a network on which the referee, the last of the contenders, finds a placement of several
 * stages. Those without a placement, and those in which one device holds the whole model, are counted apart.
 *
 * @param model its name
 * @param capacityMebibytes the memory of each device
 * @param devices how many there are
 * @param infeasible how many networks have no placement
 * @param single on how many the best placement has one stage
 * @param cases for each other network, the outcome of each contender
 */
record Cell(String model, int capacityMebibytes, int devices, int infeasible, int single, List<List<Outcome>> cases) {
    /** Draws networks and solves them. */
    static Cell of(String model, int capacityMebibytes, int devices, int draws, List<Contender> contenders) {
        NetworkFigures figures = NetworkFigures.of(model);
        return of(
                model,
                capacityMebibytes,
                devices,
                contenders,
                IntStream.range(0, draws)
                        .mapToObj(draw -> SeiferProblem.of(figures, capacityMebibytes, devices, draw)));
    }

    /** Draws networks and solves them for a model that is cut already. */
    static Cell ofCut(String model, int capacityMebibytes, int devices, int draws, List<Contender> contenders) {
        NetworkFigures figures = NetworkFigures.of(model);
        return of(
                model,
                capacityMebibytes,
                devices,
                contenders,
                IntStream.range(0, draws)
                        .mapToObj(draw -> SeiferProblem.cut(figures, capacityMebibytes, devices, draw)));
    }

    private static Cell of(
            String model,
            int capacityMebibytes,
            int devices,
            List<Contender> contenders,
            Stream<PlacementProblem> problems) {
        Contender referee = contenders.get(contenders.size() - 1);
        List<List<Outcome>> cases = new ArrayList<>();
        int infeasible = 0;
        int single = 0;
        for (PlacementProblem problem : (Iterable<PlacementProblem>) problems::iterator) {
            Outcome best = referee.solve(problem);
            if (best.stages() > 1) {
                cases.add(outcomes(problem, contenders, best));
            } else if (best.stages() == 1) {
                single++;
            } else {
                infeasible++;
            }
        }
        return new Cell(model, capacityMebibytes, devices, infeasible, single, cases);
    }

    private static List<Outcome> outcomes(PlacementProblem problem, List<Contender> contenders, Outcome referees) {
        List<Outcome> outcomes = new ArrayList<>();
        contenders.subList(0, contenders.size() - 1).forEach(contender -> outcomes.add(contender.solve(problem)));
        outcomes.add(referees);
        return outcomes;
    }

    /** The mean cost of a contender's placements; not a number if there is none, or it missed one. */
    double meanSeconds(int contender) {
        double mean = mean(cases, outcomes -> outcomes.get(contender).costSeconds());
        return Double.isInfinite(mean) ? Double.NaN : mean;
    }

    /** The mean of what the referee proved. */
    double meanBoundSeconds() {
        return mean(cases, outcomes -> referee(outcomes).boundSeconds());
    }

    /** The mean gap between the referee's placement and what it proved. */
    double meanGap() {
        return mean(cases, outcomes -> referee(outcomes).gap(referee(outcomes).boundSeconds()));
    }

    /** The mean number of stages of the referee. */
    double meanStages() {
        return mean(cases, outcomes -> referee(outcomes).stages());
    }

    /** The mean time of a contender for an answer. */
    double meanTookSeconds(int contender) {
        return mean(cases, outcomes -> outcomes.get(contender).tookSeconds());
    }

    /** How many cases the referee solved with a proof that nothing is better. */
    long proven() {
        return cases.stream()
                .filter(outcomes -> referee(outcomes).placement().stream()
                        .flatMap(placement -> placement.bound().stream())
                        .anyMatch(bound -> bound.optimal()))
                .count();
    }

    boolean hasCases() {
        return !cases.isEmpty();
    }

    private static Outcome referee(List<Outcome> outcomes) {
        return outcomes.get(outcomes.size() - 1);
    }

    private static double mean(List<List<Outcome>> cases, ToDoubleFunction<List<Outcome>> figure) {
        return cases.stream().mapToDouble(figure).average().orElse(Double.NaN);
    }
}

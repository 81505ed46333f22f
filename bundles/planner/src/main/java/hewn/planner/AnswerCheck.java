package hewn.planner;

import hewn.placement.Placement;
import hewn.placement.PlacementProblem;
import hewn.placement.PlacementValidator;
import hewn.placement.Prediction;
import java.util.Optional;

/** Takes a placement apart: what is wrong with it, and what is true of it whatever the strategy says. */
record AnswerCheck(PlacementProblem problem) {
    private static final double TOLERANCE = 1e-6;

    /** What is wrong, for people. */
    Optional<String> fault(Placement placement) {
        return PlacementValidator.violation(problem, placement.stages())
                .map(reason -> "its answer is not valid: " + reason)
                .or(() -> placement.bound().flatMap(bound -> refuted(placement, bound)));
    }

    /** With figures of the cost model, and in a line of its own why it is not split, if it is not. */
    Placement restated(Placement placement) {
        return new Placement(
                placement.stages(),
                problem.costs().predict(placement.stages()),
                placement.bound(),
                new WhyNotSplit(problem)
                        .of(placement)
                        .map(why -> joined(placement.explanation(), why))
                        .orElse(placement.explanation()));
    }

    private Optional<String> refuted(Placement placement, Placement.Bound bound) {
        Prediction prediction = problem.costs().predict(placement.stages());
        double cost = problem.objective().cost(prediction);
        return bound.lowerBoundSeconds() > cost * (1 + TOLERANCE)
                ? Optional.of("it claims that no placement costs less than " + bound.lowerBoundSeconds()
                        + " s, but its own costs " + cost + " s")
                : Optional.empty();
    }

    private static String joined(String explanation, String why) {
        return explanation.isBlank() ? why : explanation + "\n" + why;
    }
}

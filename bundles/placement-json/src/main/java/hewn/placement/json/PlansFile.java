package hewn.placement.json;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import hewn.placement.PlacementProblem;
import hewn.placement.PlanDecision;
import java.util.List;

/**
 * What several strategies answer to one problem, side by side, as JSON: a document of kind {@code plans}.
 *
 * <p>A lower bound that one strategy proved holds for all, so every answer is told its gap to the greatest one.
 */
public final class PlansFile {
    /** What a document of this kind is called. */
    public static final String KIND = "plans";

    private PlansFile() {}

    /**
     * Writes answers.
     *
     * @param problem that was answered
     * @param decisions one for each strategy, each with one attempt
     * @return JSON in UTF-8
     */
    public static byte[] write(PlacementProblem problem, List<PlanDecision> decisions) {
        ObjectNode document = Document.empty(KIND);
        ObjectiveFields.write(problem.objective(), document);
        document.put("layers", problem.graph().size())
                .put("devices", problem.candidates().size());
        SharedBound bound = SharedBound.of(problem, decisions);
        bound.seconds().ifPresent(seconds -> document.put("lowerBoundSeconds", seconds));
        ArrayNode plans = document.putArray("plans");
        PlanFields fields = new PlanFields(problem, bound);
        decisions.forEach(decision -> fields.write(decision, plans.addObject()));
        return Document.write(document);
    }
}

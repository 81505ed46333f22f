package hewn.placement;

import hewn.fleet.DeviceId;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The cuts and, for each stage, the device that runs it.
 *
 * @param stages in order
 * @param prediction what the cost model says of it
 * @param bound what the strategy proved, if it proves anything
 * @param explanation for people: why it is so, such as why the model is not split
 */
public record Placement(List<Stage> stages, Prediction prediction, Optional<Bound> bound, String explanation)
        implements PlacementAnswer {
    /**
     * Copies the stages.
     *
     * @throws IllegalArgumentException if there is no stage
     */
    public Placement {
        stages = List.copyOf(stages);
        if (stages.isEmpty()) {
            throw new IllegalArgumentException("a placement has at least one stage");
        }
        Objects.requireNonNull(prediction, "prediction");
        Objects.requireNonNull(bound, "bound");
        Objects.requireNonNull(explanation, "explanation");
    }

    /**
     * A placement of which nothing is proven.
     *
     * @param stages in order
     * @param costs to predict what it will do
     * @param explanation for people
     * @return the placement
     */
    public static Placement of(List<Stage> stages, CostModel costs, String explanation) {
        return new Placement(stages, costs.predict(stages), Optional.empty(), explanation);
    }

    /**
     * The devices in the order of the stages.
     *
     * @return one for each stage
     */
    public List<DeviceId> devices() {
        return stages.stream().map(Stage::device).toList();
    }

    /**
     * Begins an explanation.
     *
     * @param stages of a placement
     * @return such as {@code 3 stages}, or {@code not split}
     */
    public static String parts(List<Stage> stages) {
        return stages.size() == 1 ? "not split" : stages.size() + " stages";
    }

    /**
     * A certificate.
     *
     * @param lowerBoundSeconds what no placement of the problem can undercut, under its objective
     * @param optimal whether it is proven that none is better
     */
    public record Bound(double lowerBoundSeconds, boolean optimal) {}
}

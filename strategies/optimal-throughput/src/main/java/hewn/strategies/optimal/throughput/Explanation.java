package hewn.strategies.optimal.throughput;

import hewn.placement.Placement;
import hewn.placement.Prediction;
import hewn.placement.Stage;
import java.util.List;
import java.util.Locale;

/** Why a placement is as it is, for people. */
final class Explanation {
    private final List<Stage> stages;
    private final Prediction prediction;

    Explanation(List<Stage> stages, Prediction prediction) {
        this.stages = stages;
        this.prediction = prediction;
    }

    /** Why it has so many stages, what holds it back, and what is proven. */
    String text(double cost, Placement.Bound bound) {
        return size() + "; " + slowest() + "; " + proof(cost, bound);
    }

    private String size() {
        return stages.size() == 1
                ? "not split: no split that was found is better than device '"
                        + stages.get(0).device() + "' alone"
                : "split into " + stages.size() + " stages";
    }

    private String slowest() {
        double bottleneck = prediction.bottleneckSeconds();
        int stage = prediction.stageSeconds().indexOf(bottleneck);
        String where = stage >= 0
                ? "device '" + stages.get(stage).device() + "' computes longest"
                : "the hop " + hop(prediction.hopBusySeconds().indexOf(bottleneck)) + " is busy longest";
        return where + ", " + Prediction.time(bottleneck);
    }

    private String hop(int hop) {
        String from = hop == 0 ? "the gateway" : "'" + stages.get(hop - 1).device() + "'";
        String to = hop == stages.size() ? "the gateway" : "'" + stages.get(hop).device() + "'";
        return "from " + from + " to " + to;
    }

    private static String proof(double cost, Placement.Bound bound) {
        if (bound.optimal()) {
            return "it is proven that none is better";
        }
        return bound.lowerBoundSeconds() > 0
                ? String.format(
                        Locale.ROOT,
                        "by its own bound none is better by more than %.3g %%",
                        100 * (1 - bound.lowerBoundSeconds() / cost))
                : "nothing is proven";
    }
}

package hewn.cli.bench;

import hewn.cli.api.Deployment;
import hewn.cli.emulation.EmulationReport;
import hewn.placement.Prediction;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * What was predicted of a placement, and what it did.
 *
 * @param deployment with the prediction that it was chosen by, and with what its stages took
 * @param stated what the cost model predicts over the links as they are stated, in place of as they were probed
 * @param measured what clients saw
 * @param meanwhile how true the emulation was
 */
public record PredictedPlacement(
        Deployment deployment, Prediction stated, Figures measured, EmulationReport meanwhile) {
    /** Requires all parts. */
    public PredictedPlacement {
        Objects.requireNonNull(deployment, "deployment");
        Objects.requireNonNull(stated, "stated");
        Objects.requireNonNull(measured, "measured");
        Objects.requireNonNull(meanwhile, "meanwhile");
        if (deployment.placement().isEmpty()) {
            throw new IllegalArgumentException("generation " + deployment.generation() + " has no placement");
        }
    }

    /**
     * What a pipeline does.
     *
     * @param perSecond answers of a full pipeline
     * @param latencySeconds of an answer alone
     */
    public record Figures(double perSecond, double latencySeconds) {
        /**
         * How far these are from others, as parts of them.
         *
         * @param truth the others
         * @return negative where these are less
         */
        public Figures errors(Figures truth) {
            return new Figures(perSecond / truth.perSecond - 1, latencySeconds / truth.latencySeconds - 1);
        }
    }

    /**
     * What the gateway predicted before it ran, over the links as it had probed them.
     *
     * @return the figures of the placement
     */
    public Figures asProbed() {
        Deployment.Placement placement = deployment.placement().orElseThrow();
        return new Figures(placement.throughputPerSecond(), placement.latencySeconds());
    }

    /**
     * What the cost model predicts over the links as they are stated.
     *
     * @return the figures
     */
    public Figures asStated() {
        return new Figures(stated.throughputPerSecond(), stated.latencySeconds());
    }

    /**
     * What the cost model says when it is told how long the stages compute, so that only its hops and its way of adding
     * up can err.
     *
     * @return the figures; without measured times, those predicted
     */
    public Figures givenComputing() {
        List<Double> stages = new ArrayList<>();
        for (int i = 0; i < stated.stageSeconds().size(); i++) {
            stages.add(deployment
                    .stages()
                    .get(i)
                    .measured()
                    .map(stage -> stage.computed().p50Seconds())
                    .orElse(stated.stageSeconds().get(i)));
        }
        Prediction given = new Prediction(
                stages,
                stated.hopSeconds(),
                stated.hopBusySeconds(),
                stated.stageMemoryBytes(),
                stated.bytesMoved(),
                stated.energyJoules(),
                stated.unfairnessSeconds(),
                stated.layersMeasured());
        return new Figures(given.throughputPerSecond(), given.latencySeconds());
    }
}

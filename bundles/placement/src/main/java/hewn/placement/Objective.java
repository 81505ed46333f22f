package hewn.placement;

/**
 * What makes one placement better than another: the smaller {@link #cost}, in seconds.
 */
public sealed interface Objective {
    /**
     * What a placement costs under this objective.
     *
     * @param prediction of the placement
     * @return seconds; smaller is better
     */
    double cost(Prediction prediction);

    /** As many answers per second as possible: the slowest stage or hop counts. */
    record Throughput() implements Objective {
        @Override
        public double cost(Prediction prediction) {
            return prediction.bottleneckSeconds();
        }
    }

    /** Each answer as soon as possible: the sum over all stages and hops counts. */
    record Latency() implements Objective {
        @Override
        public double cost(Prediction prediction) {
            return prediction.latencySeconds();
        }
    }

    /**
     * A mix of both.
     *
     * @param throughputWeight the weight of the bottleneck, from 0 to 1; the latency has the rest
     */
    record Weighted(double throughputWeight) implements Objective {
        /**
         * Validates the weight.
         *
         * @throws IllegalArgumentException if it is not from 0 to 1
         */
        public Weighted {
            if (!(throughputWeight >= 0 && throughputWeight <= 1)) {
                throw new IllegalArgumentException("throughputWeight must be from 0 to 1, but is " + throughputWeight);
            }
        }

        @Override
        public double cost(Prediction prediction) {
            return throughputWeight * prediction.bottleneckSeconds()
                    + (1 - throughputWeight) * prediction.latencySeconds();
        }
    }
}

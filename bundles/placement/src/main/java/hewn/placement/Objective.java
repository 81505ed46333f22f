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

    /**
     * This objective as a mix, for searches that treat all objectives alike.
     *
     * @return weights under which every placement costs the same as under this objective
     */
    Weighted weights();

    /** As many answers per second as possible: the longest that a device or a link is busy with a sample counts. */
    record Throughput() implements Objective {
        @Override
        public double cost(Prediction prediction) {
            return prediction.bottleneckSeconds();
        }

        @Override
        public Weighted weights() {
            return new Weighted(1);
        }
    }

    /** Each answer as soon as possible: the sum over all stages and hops counts. */
    record Latency() implements Objective {
        @Override
        public double cost(Prediction prediction) {
            return prediction.latencySeconds();
        }

        @Override
        public Weighted weights() {
            return new Weighted(0);
        }
    }

    /**
     * A mix of both, with terms for energy and fairness.
     *
     * @param throughputWeight the weight of the bottleneck, from 0 to 1; the latency has the rest
     * @param energyWeight what a joule costs, in seconds; 0 if it does not count
     * @param fairnessWeight what a second costs that the busiest device computes more than the mean of all devices
     */
    record Weighted(double throughputWeight, double energyWeight, double fairnessWeight) implements Objective {
        /**
         * A mix in which energy and fairness do not count.
         *
         * @param throughputWeight the weight of the bottleneck, from 0 to 1; the latency has the rest
         * @throws IllegalArgumentException if it is not from 0 to 1
         */
        public Weighted(double throughputWeight) {
            this(throughputWeight, 0, 0);
        }

        /**
         * Validates the weights.
         *
         * @throws IllegalArgumentException if the first is not from 0 to 1, or another is negative
         */
        public Weighted {
            if (!(energyWeight >= 0 && fairnessWeight >= 0)) {
                throw new IllegalArgumentException("energyWeight and fairnessWeight must not be negative, but are "
                        + energyWeight + ", " + fairnessWeight);
            }
            if (!(throughputWeight >= 0 && throughputWeight <= 1)) {
                throw new IllegalArgumentException("throughputWeight must be from 0 to 1, but is " + throughputWeight);
            }
        }

        @Override
        public double cost(Prediction prediction) {
            return throughputWeight * prediction.bottleneckSeconds()
                    + (1 - throughputWeight) * prediction.latencySeconds()
                    + energyWeight * prediction.energyJoules()
                    + fairnessWeight * prediction.unfairnessSeconds();
        }

        @Override
        public Weighted weights() {
            return this;
        }
    }
}

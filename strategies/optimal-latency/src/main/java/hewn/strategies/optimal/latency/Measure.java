package hewn.strategies.optimal.latency;

import hewn.placement.IndexedProblem;

/** One of the figures that a placement's cost is made of, and how it grows along the placement. */
enum Measure {
    /** What adds up. */
    SUM {
        @Override
        double stage(Terms terms, int device, double seconds) {
            return terms.ofStage(device) * seconds;
        }

        @Override
        double hop(Terms terms, double seconds, double busySeconds) {
            return terms.ofHop() * seconds;
        }

        @Override
        double join(double one, double other) {
            return one + other;
        }
    },

    /** The longest that a device or a link is busy, in seconds. */
    SLOWEST {
        @Override
        double stage(Terms terms, int device, double seconds) {
            return seconds;
        }

        @Override
        double hop(Terms terms, double seconds, double busySeconds) {
            return busySeconds;
        }
    },

    /** The slowest stage, in seconds. */
    SLOWEST_STAGE {
        @Override
        double stage(Terms terms, int device, double seconds) {
            return seconds;
        }

        @Override
        double hop(Terms terms, double seconds, double busySeconds) {
            return 0;
        }
    };

    abstract double stage(Terms terms, int device, double seconds);

    abstract double hop(Terms terms, double seconds, double busySeconds);

    double join(double one, double other) {
        return Math.max(one, other);
    }

    /** The figure of the model's last layers on one device, its answer to the gateway included. */
    double end(Terms terms, IndexedProblem problem, int device, int from) {
        double seconds = problem.stageSeconds(device, from, problem.layers());
        double hop = hop(terms, problem.outSeconds(device), problem.outBusySeconds(device));
        return join(stage(terms, device, seconds), hop);
    }
}

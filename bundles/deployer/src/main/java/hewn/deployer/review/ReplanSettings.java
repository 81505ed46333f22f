package hewn.deployer.review;

import java.time.Duration;

/**
 * When a model that serves is planned again, and what another placement must gain.
 *
 * @param on whether it is at all
 * @param leastGain the part of the objective's cost that another placement must save
 * @param payBack in which what it saves must make up for moving
 * @param settle for which nothing may change before a plan is made
 * @param pause between two plans for a model, and between two looks at what its placement costs now
 */
public record ReplanSettings(boolean on, double leastGain, Duration payBack, Duration settle, Duration pause) {
    /** For how long nothing may change, by default. */
    public static final Duration SETTLE = Duration.ofSeconds(3);

    public ReplanSettings {
        if (!(leastGain >= 0 && leastGain < 1)) {
            throw new IllegalArgumentException("the least gain must be from 0 % to 99 %, but is " + leastGain * 100);
        }
        if (payBack.isNegative() || pause.isNegative()) {
            throw new IllegalArgumentException(
                    "times must not be negative, but pay back is " + payBack + " and the pause " + pause);
        }
    }

    /** The same with another least gain. */
    ReplanSettings withLeastGain(double gain) {
        return new ReplanSettings(on, gain, payBack, settle, pause);
    }
}

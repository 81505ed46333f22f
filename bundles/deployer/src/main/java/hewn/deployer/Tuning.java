package hewn.deployer;

import hewn.deployer.review.ReplanSettings;
import java.time.Duration;

/**
 * What can be changed while deployments go on.
 *
 * @param retained of how many former generations of each model slices are kept
 * @param linkPatience for which a new order waits for links to be measured
 * @param replanning when what serves is planned again
 */
record Tuning(int retained, Duration linkPatience, ReplanSettings replanning) {
    Tuning {
        if (retained < 0) {
            throw new IllegalArgumentException("retainedGenerations must not be negative, but is " + retained);
        }
    }

    /** As it is configured. */
    static Tuning of(DeployerConfig config) {
        return new Tuning(
                config.retainedGenerations(),
                Duration.ofSeconds(config.linkPatienceSeconds()),
                new ReplanSettings(
                        config.replan(),
                        config.replanGainPercent() / 100.0,
                        Duration.ofSeconds(config.replanPayBackSeconds()),
                        ReplanSettings.SETTLE,
                        Duration.ofSeconds(config.replanPauseSeconds())));
    }
}

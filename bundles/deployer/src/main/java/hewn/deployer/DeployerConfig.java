package hewn.deployer;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** What can be configured of the deployer, for example in the web console. */
@ObjectClassDefinition(name = "Hewn deployer", description = "Takes models from plan to serving")
public @interface DeployerConfig {
    /**
     * How far one can go back without shipping anything.
     *
     * @return a number of generations of each model
     */
    @AttributeDefinition(
            name = "Retained generations",
            description = "Of how many former generations of each model the devices keep the slices, so that a"
                    + " return to one ships nothing; all other slices are deleted",
            min = "0",
            max = "1000")
    int retainedGenerations() default 1;

    /**
     * How long a new deployment waits for measurements.
     *
     * @return in seconds
     */
    @AttributeDefinition(
            name = "Wait for links (s)",
            description = "How long a new deployment waits at most while links between devices that it may use are"
                    + " not measured yet; 0 if it is to go by assumptions at once. Repairs never wait",
            min = "0",
            max = "86400")
    int linkPatienceSeconds() default 10;

    /**
     * Whether what serves is planned again.
     *
     * @return false if it stays where it is until somebody deploys, or a device is lost
     */
    @AttributeDefinition(
            name = "Plan again",
            description = "Whether what serves is planned again when a strategy, a device or a link is new or changes"
                    + " much, and moves if that is worth it")
    boolean replan() default true;

    /**
     * What a move must gain.
     *
     * @return in percent of what the objective counts
     */
    @AttributeDefinition(
            name = "Least gain of a move (%)",
            description = "How much less, in percent, another placement must cost under the objective, both predicted"
                    + " by the figures of now; from 0 to 99",
            min = "0",
            max = "99")
    int replanGainPercent() default 10;

    /**
     * When a move must have paid for itself.
     *
     * @return in seconds
     */
    @AttributeDefinition(
            name = "A move pays back in (s)",
            description = "Shipping the slices may take at most this time multiplied by the gain: with 600 s, a move"
                    + " that gains 20 % may take 120 s",
            min = "0",
            max = "31536000")
    int replanPayBackSeconds() default 600;

    /**
     * How often a model is planned again at most.
     *
     * @return in seconds
     */
    @AttributeDefinition(
            name = "Pause between plans (s)",
            description = "The least time between two plans for a model that serves, and how often it is seen what its"
                    + " placement costs by the figures of now",
            min = "0",
            max = "31536000")
    int replanPauseSeconds() default 60;
}

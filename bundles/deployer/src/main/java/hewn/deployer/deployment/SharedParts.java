package hewn.deployer.deployment;

import hewn.deployer.generation.Generations;
import hewn.deployer.journal.Journal;
import hewn.deployer.plan.Placer;
import hewn.deployer.plan.RequestedModels;
import hewn.deployer.repair.RepairMeans;
import hewn.deployer.review.PlacementReview;
import hewn.deployer.rollout.Retirements;
import hewn.deployer.rollout.Rollout;
import hewn.deployer.rollout.RolloutSettings;
import hewn.deployer.rollout.SliceShipping;
import hewn.pipeline.PipelineSwitch;
import java.util.concurrent.Executor;
import java.util.function.IntSupplier;

/**
 * What all deployments of a gateway share.
 *
 * @param plans decide what runs where
 * @param rollouts bring it there, and take it down
 * @param records remember it
 * @param repairs go by these
 * @param pipelines decides where requests go
 * @param settings for how long things are waited for
 */
public record SharedParts(
        Plans plans,
        Rollouts rollouts,
        Records records,
        RepairMeans repairs,
        PipelineSwitch pipelines,
        RolloutSettings settings) {
    /**
     * What decides what runs where.
     *
     * @param models looks up what is asked for
     * @param placer decides where what is to serve runs
     * @param review compares what serves with other plans
     * @param reviewing does that
     */
    public record Plans(RequestedModels models, Placer placer, PlacementReview review, Executor reviewing) {}

    /**
     * What brings generations to devices, and takes them down.
     *
     * @param stable rolls out what is to serve
     * @param besides rolls out what is to run beside that, on the memory that it leaves
     * @param shipping brings slices to devices
     * @param retirements take down what ends
     */
    public record Rollouts(Rollout stable, Rollout besides, SliceShipping shipping, Retirements retirements) {}

    /**
     * What remembers.
     *
     * @param journal remembers what is wanted
     * @param generations begins generations, and counts them
     * @param retained of how many former generations slices are kept
     */
    public record Records(Journal journal, Generations generations, IntSupplier retained) {}
}

package hewn.deployer.deployment;

import hewn.deployer.device.CutOffDevices;
import hewn.deployer.device.LifeSign;
import hewn.deployer.generation.Generations;
import hewn.deployer.journal.Journal;
import hewn.deployer.plan.Placer;
import hewn.deployer.plan.RequestedModels;
import hewn.deployer.review.PlacementReview;
import hewn.deployer.rollout.Retirements;
import hewn.deployer.rollout.Rollout;
import hewn.deployer.rollout.RolloutSettings;
import hewn.deployer.rollout.SliceShipping;
import hewn.pipeline.PipelineSwitch;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;
import java.util.function.IntSupplier;

/**
 * What all deployments of a gateway share.
 *
 * @param models looks up what is asked for
 * @param placer decides where what is to serve runs
 * @param shipping brings slices to devices
 * @param rollout of what is to serve
 * @param besides rolls out what is to run beside that, on the memory that it leaves
 * @param retirements take down what ends
 * @param pipelines decides where requests go
 * @param cutOff what tensors do not get to
 * @param journal remembers what is wanted
 * @param settings for how long things are waited for
 * @param generations begins generations
 * @param retained of how many former generations slices are kept
 * @param review compares what serves with other plans
 * @param planning does that
 * @param deciding finds out for a model what is to be done, before what is under way is interrupted for it
 * @param lifeSign asks a device that went offline whether it answers all the same
 */
public record SharedParts(
        RequestedModels models,
        Placer placer,
        SliceShipping shipping,
        Rollout rollout,
        Rollout besides,
        Retirements retirements,
        PipelineSwitch pipelines,
        CutOffDevices cutOff,
        Journal journal,
        RolloutSettings settings,
        Generations generations,
        IntSupplier retained,
        PlacementReview review,
        Executor planning,
        BiConsumer<String, Runnable> deciding,
        LifeSign lifeSign) {}

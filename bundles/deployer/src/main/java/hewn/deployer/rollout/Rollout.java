package hewn.deployer.rollout;

import hewn.deployer.generation.GenerationRecord;
import hewn.deployer.generation.RolloutException;
import hewn.deployer.plan.LinkPatience;
import hewn.deployer.plan.Placer;
import hewn.deployer.plan.Proposal;
import hewn.inference.Signature;
import hewn.inference.StoredModel;
import hewn.pipeline.DeploymentRequest;
import hewn.pipeline.GenerationState;
import hewn.pipeline.Pipeline;
import hewn.pipeline.PipelineStage;
import hewn.placement.Placement;
import hewn.placement.Stage;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Lock;

/**
 * Brings one generation from its plan to the moment before it serves, step by step. It changes nothing of what serves now.
 */
public final class Rollout {
    private final Placer placer;
    private final LinkPatience links;
    private final ReferenceRun reference;
    private final SliceSweep sweep;
    private final SliceShipping shipping;
    private final StageLoading loading;
    private final Verification verification;

    /** What serves, by name: the repository may forget what it has read, but a repair is not to read and run it again. */
    private final Map<String, StoredModel> held = new ConcurrentHashMap<>();

    /**
     * Rollouts of any models.
     *
     * @param placer decides where slices go
     * @param links are waited for
     * @param reference runs whole models
     * @param sweep is kept off while slices are on their way
     * @param shipping brings slices to devices
     * @param loading has them loaded
     * @param verification compares pipelines with whole models
     */
    public Rollout(
            Placer placer,
            LinkPatience links,
            ReferenceRun reference,
            SliceSweep sweep,
            SliceShipping shipping,
            StageLoading loading,
            Verification verification) {
        this.placer = placer;
        this.links = links;
        this.reference = reference;
        this.sweep = sweep;
        this.shipping = shipping;
        this.loading = loading;
        this.verification = verification;
    }

    /** What goes where. */
    private record Target(StoredModel model, Signature signature, Placement placement) {}

    /**
     * Runs every step up to a verified pipeline.
     *
     * @param generation is told of every step
     * @param request what is wanted
     * @param proposal where it is to run; another plan is made if it is not possible. A new order without one waits a
     *     while for links that were not measured yet
     * @return a pipeline that answers as the whole model does
     * @throws RolloutException if it can't be brought to serve
     * @throws InterruptedException if this thread is interrupted, as when the deployment ends
     */
    public Pipeline run(GenerationRecord generation, DeploymentRequest request, Proposal proposal)
            throws RolloutException, InterruptedException {
        StoredModel model = placer.models().model(request);
        Signature signature = placer.models().signature(model, request);
        ReferenceRun.Sample sample = reference.of(model, signature, request.strict(), generation::progress);
        if (proposal.stages().isEmpty()) {
            links.await(generation, request.constraints());
        }
        Placement placement = placer.place(generation, request, model, proposal);
        Pipeline pipeline = bring(generation, request, new Target(model, signature, placement));
        generation.enter(GenerationState.WARMING, "running each slice on sample inputs");
        loading.warm(pipeline);
        generation.enter(GenerationState.VERIFYING, "comparing with the whole model");
        double difference = verification.verify(pipeline, sample, request.strict());
        generation.progress("verified: differs from the whole model by at most " + difference);
        held.put(request.model().name(), model);
        return pipeline;
    }

    /** Cuts, ships and loads; meanwhile nothing is swept away on the devices. */
    private Pipeline bring(GenerationRecord generation, DeploymentRequest request, Target target)
            throws RolloutException, InterruptedException {
        Lock unswept = sweep.shipping();
        unswept.lockInterruptibly();
        try {
            generation.progress("cutting "
                    + SliceShipping.counted(target.placement().stages().size()));
            List<PipelineStage> stages = shipping.cut(request, target.model(), target.placement());
            generation.cut(stages);
            shipping.ship(generation, stages);
            Pipeline pipeline = new Pipeline(generation.number(), target.model().id(), target.signature(), stages);
            loading.load(generation, pipeline, target.placement().prediction().stageMemoryBytes(), request.strict());
            return pipeline;
        } finally {
            unswept.unlock();
        }
    }

    /**
     * Makes sure that the devices still hold what serves, after nobody has watched over them for a moment.
     *
     * @param pipeline what runs
     * @param request what is wanted
     * @param places where it runs
     * @return where it runs, if that is still a valid placement
     * @throws RolloutException if a device does not hold it any more
     * @throws InterruptedException if this thread is interrupted
     */
    public Optional<Placement> check(Pipeline pipeline, DeploymentRequest request, List<Stage> places)
            throws RolloutException, InterruptedException {
        loading.warm(pipeline);
        return placer.unchanged(request, places);
    }

    /**
     * A model is not wanted any more.
     *
     * @param model the name of the model
     */
    public void forget(String model) {
        held.remove(model);
    }
}

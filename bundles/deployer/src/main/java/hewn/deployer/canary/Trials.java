package hewn.deployer.canary;

import hewn.deployer.generation.FailureCode;
import hewn.deployer.generation.GenerationRecord;
import hewn.deployer.rollout.StageLoading;
import hewn.fleet.DeviceId;
import hewn.pipeline.GenerationStatus;
import hewn.pipeline.GenerationStatus.Failure;
import hewn.pipeline.PipelineStage;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * The canaries of all models, as what takes memory of devices that something else may need more.
 *
 * @param canaries that there may be now
 */
public record Trials(Supplier<List<Canary>> canaries) {
    private static final Failure GAVE_WAY = FailureCode.CANARY_ENDED.failure(
            "its memory was needed to repair what serves",
            "add devices or memory, then order it again with 'hewn deploy --canary' if it is wanted");

    /**
     * What serves is not left broken for want of memory that something only tried takes: that ends.
     *
     * @param repair that failed
     * @return whether something ended, so that another repair may succeed
     */
    public boolean giveWay(GenerationRecord repair) {
        GenerationStatus failed = repair.status();
        if (failed.failure().filter(Trials::lacksMemory).isEmpty()) {
            return false;
        }
        List<Canary> inTheWay = on(devices(failed));
        inTheWay.forEach(canary -> canary.end(GAVE_WAY));
        return !inTheWay.isEmpty();
    }

    /** Why an order failed, with what could be ended to make room for it. */
    public Failure explain(GenerationRecord order, Failure failure) {
        if (!lacksMemory(failure)) {
            return failure;
        }
        return on(devices(order.status())).stream()
                .findFirst()
                .map(canary -> new Failure(
                        failure.code(),
                        failure.message(),
                        "the canary of model '" + canary.model() + "' takes memory of these devices: end it with"
                                + " 'hewn rollback " + canary.model() + " --canary', then deploy again; or "
                                + failure.remedy()))
                .orElse(failure);
    }

    private static boolean lacksMemory(Failure failure) {
        return failure.code().equals(StageLoading.MEMORY_EXCEEDED);
    }

    private List<Canary> on(Set<DeviceId> devices) {
        return canaries.get().stream().filter(canary -> canary.usesAny(devices)).toList();
    }

    private static Set<DeviceId> devices(GenerationStatus generation) {
        return generation.stages().stream().map(PipelineStage::device).collect(Collectors.toSet());
    }
}

package hewn.deployer.rollout;

import hewn.deployer.device.DeviceCommander;
import hewn.deployer.generation.FailureCode;
import hewn.deployer.generation.GenerationRecord;
import hewn.deployer.generation.RolloutException;
import hewn.fleet.DeviceId;
import hewn.fleet.FleetMonitor;
import hewn.fleet.FleetSnapshot;
import hewn.inference.ModelException;
import hewn.inference.ModelRepository;
import hewn.inference.Slice;
import hewn.inference.StoredModel;
import hewn.pipeline.DeploymentRequest;
import hewn.pipeline.GenerationState;
import hewn.pipeline.PipelineStage;
import hewn.placement.Placement;
import hewn.placement.Stage;
import hewn.wire.CommandReply;
import hewn.wire.DeviceCommand;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Cuts slices, and has devices pull them.
 *
 * @param repository has the models, and their slices
 * @param fleet knows the devices
 * @param devices reaches them
 * @param settings for how long they are waited for
 */
public record SliceShipping(
        ModelRepository repository, FleetMonitor fleet, DeviceCommander devices, RolloutSettings settings) {
    /** The stages of a placement, each with its slice. */
    List<PipelineStage> cut(DeploymentRequest request, StoredModel model, Placement placement) throws RolloutException {
        FleetSnapshot snapshot = fleet.snapshot();
        List<PipelineStage> stages = new ArrayList<>();
        for (Stage stage : placement.stages()) {
            String address = snapshot.device(stage.device())
                    .orElseThrow(() -> new RolloutException(
                            FailureCode.DEVICE_UNREACHABLE,
                            "device '" + stage.device() + "' went offline",
                            "see that its agent runs, then deploy again"))
                    .dataAddress();
            stages.add(new PipelineStage(stage.device(), address, slice(request, model, stage)));
        }
        return stages;
    }

    private Slice slice(DeploymentRequest request, StoredModel model, Stage stage) throws RolloutException {
        try {
            return repository.slice(model, request.signature(), stage.layers());
        } catch (ModelException refused) {
            throw new RolloutException(FailureCode.CUT_FAILED, refused.getMessage(), refused.remedy(), refused);
        } catch (IOException failure) {
            throw new RolloutException(
                    FailureCode.CUT_FAILED,
                    "layers " + stage.layers() + " could not be written: " + failure.getMessage(),
                    "see that the gateway's data folder is writable and has free space",
                    failure);
        }
    }

    /** Returns when every device of a generation holds its slice. */
    void ship(GenerationRecord generation, List<PipelineStage> stages) throws RolloutException, InterruptedException {
        long bytes = stages.stream().mapToLong(s -> s.slice().sizeBytes()).sum();
        generation.enter(
                GenerationState.SHIPPING,
                "the devices pull what they lack of " + counted(stages.size()) + ", " + bytes + " bytes");
        List<CommandReply> replies = devices.fetchAll(stages, s -> fetch(s.slice()), settings.shipLimit(bytes));
        generation.shipped(
                IntStream.range(0, stages.size())
                        .mapToLong(i -> received(replies.get(i), stages.get(i)))
                        .sum(),
                bytes);
    }

    /** For people. */
    static String counted(int slices) {
        return slices == 1 ? "1 slice" : slices + " slices";
    }

    /** A device that does not tell is taken to have lacked the slice. */
    private static long received(CommandReply reply, PipelineStage stage) {
        return reply instanceof CommandReply.Fetched fetched
                ? fetched.receivedBytes()
                : stage.slice().sizeBytes();
    }

    /**
     * Has a device pull what it may need one day; nobody waits for that.
     *
     * @param device which one
     * @param slice what it may need
     */
    public void shipAhead(DeviceId device, Slice slice) {
        devices.tellAll(List.of(device), fetch(slice), settings.shipLimit(slice.sizeBytes()));
    }

    private DeviceCommand fetch(Slice slice) {
        return new DeviceCommand.FetchSlice(slice.digest(), slice.sizeBytes(), settings.artifactUrl(slice.digest()));
    }
}

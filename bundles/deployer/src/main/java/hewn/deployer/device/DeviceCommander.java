package hewn.deployer.device;

import hewn.deployer.generation.FailureCode;
import hewn.deployer.generation.RolloutException;
import hewn.deployer.journal.GatewayIdentity;
import hewn.fleet.DeviceId;
import hewn.pipeline.PipelineStage;
import hewn.wire.CommandReply;
import hewn.wire.ControlChannel;
import hewn.wire.DeviceCommand;
import hewn.wire.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends commands to devices and waits for all replies.
 */
public final class DeviceCommander {
    private static final Logger LOG = LoggerFactory.getLogger(DeviceCommander.class);

    private final ControlChannel channel;
    private final Topics topics;
    private final GatewayIdentity identity;
    private final OwedReplies owed;

    /**
     * Nothing is asked yet.
     *
     * @param channel reaches the devices
     * @param topics of the site
     * @param identity in whose name commands are given
     * @param owed tells early that a device will not reply
     */
    public DeviceCommander(ControlChannel channel, Topics topics, GatewayIdentity identity, OwedReplies owed) {
        this.channel = channel;
        this.topics = topics;
        this.identity = identity;
        this.owed = owed;
    }

    /**
     * Asks the device of every stage at the same time, and fails with the first refusal once all have replied.
     *
     * @param stages of the pipeline
     * @param command for the index of a stage and the stage
     * @param timeout for the replies
     * @return their replies, one for each stage
     * @throws RolloutException if a device refuses or does not reply in time
     * @throws InterruptedException if this thread is interrupted while it waits
     */
    public List<CommandReply> askAll(
            List<PipelineStage> stages, BiFunction<Integer, PipelineStage, DeviceCommand> command, Duration timeout)
            throws RolloutException, InterruptedException {
        return requireAllDone(stages, sendAll(stages, command, timeout));
    }

    /**
     * Has the device of every stage pull its slice; what others pull is not waited for once one device is lost.
     *
     * @param stages of the pipeline
     * @param command for a stage
     * @param timeout for the replies
     * @return their replies, one for each stage
     * @throws RolloutException if a device refuses or does not reply in time
     * @throws InterruptedException if this thread is interrupted while it waits
     */
    public List<CommandReply> fetchAll(
            List<PipelineStage> stages, Function<PipelineStage, DeviceCommand> command, Duration timeout)
            throws RolloutException, InterruptedException {
        List<CompletableFuture<CommandReply>> replies = sendAll(stages, (i, stage) -> command.apply(stage), timeout);
        replies.forEach(each -> each.whenComplete((reply, lost) -> {
            if (lost != null) {
                replies.forEach(other -> other.cancel(false));
            }
        }));
        return requireAllDone(stages, replies);
    }

    private List<CompletableFuture<CommandReply>> sendAll(
            List<PipelineStage> stages, BiFunction<Integer, PipelineStage, DeviceCommand> command, Duration timeout) {
        List<CompletableFuture<CommandReply>> replies = new ArrayList<>();
        for (int i = 0; i < stages.size(); i++) {
            replies.add(send(stages.get(i).device(), command.apply(i, stages.get(i)), timeout));
        }
        return replies;
    }

    private static List<CommandReply> requireAllDone(
            List<PipelineStage> stages, List<CompletableFuture<CommandReply>> replies)
            throws RolloutException, InterruptedException {
        List<CommandReply> done = new ArrayList<>();
        List<RolloutException> failures = new ArrayList<>();
        for (int i = 0; i < replies.size(); i++) {
            try {
                done.add(requireDone(stages.get(i).device(), replies.get(i)));
            } catch (RolloutException failure) {
                failures.add(failure);
            } catch (CancellationException unawaited) {
                LOG.debug("Device '{}' is not waited for", stages.get(i).device(), unawaited);
            }
        }
        if (!failures.isEmpty()) {
            throw failures.get(0);
        }
        return done;
    }

    /**
     * Asks without waiting: what a device that is gone holds is gone too.
     *
     * @param devices which are asked
     * @param command what is to be done
     * @param timeout for the replies
     * @return completes when every device has replied, or will not any more; never exceptionally
     */
    public CompletableFuture<Void> tellAll(Collection<DeviceId> devices, DeviceCommand command, Duration timeout) {
        return CompletableFuture.allOf(
                devices.stream().map(device -> tell(device, command, timeout)).toArray(CompletableFuture[]::new));
    }

    /**
     * Asks one device; completes exceptionally if it does not reply in time.
     *
     * @param device which one
     * @param command what is to be done
     * @param timeout for the reply
     * @return completes with what it replies
     */
    public CompletableFuture<CommandReply> ask(DeviceId device, DeviceCommand command, Duration timeout) {
        return send(device, command, timeout);
    }

    private CompletableFuture<?> tell(DeviceId device, DeviceCommand command, Duration timeout) {
        return send(device, command, timeout).handle((reply, failure) -> {
            if (failure != null || reply instanceof CommandReply.Refused) {
                LOG.debug("Device '{}' did not do {}: {}", device, command, reply, failure);
            }
            return device;
        });
    }

    private CompletableFuture<CommandReply> send(DeviceId device, DeviceCommand command, Duration timeout) {
        return owed.expect(device, channel.request(topics.commands(device), identity.order(command), timeout));
    }

    private static CommandReply requireDone(DeviceId device, CompletableFuture<CommandReply> reply)
            throws RolloutException, InterruptedException {
        try {
            CommandReply done = reply.get();
            if (done instanceof CommandReply.Refused refused) {
                throw RolloutException.refused(device, refused);
            }
            return done;
        } catch (ExecutionException failure) {
            throw new RolloutException(
                    FailureCode.DEVICE_UNREACHABLE,
                    "device '" + device + "': " + failure.getCause().getMessage(),
                    "see that the device's agent runs and is connected to the broker, then deploy again",
                    failure);
        }
    }
}

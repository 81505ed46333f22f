package hewn.agent;

import hewn.agent.refusal.Refusal;
import hewn.agent.refusal.RefusalException;
import hewn.agent.slices.SliceStore;
import hewn.agent.stages.Stages;
import hewn.inference.OperationProfile;
import hewn.tensor.Digest;
import hewn.wire.CommandReply;
import hewn.wire.DeviceCommand;
import hewn.wire.DeviceCommand.FetchSlice;
import hewn.wire.DeviceCommand.LoadStage;
import hewn.wire.DeviceCommand.Order;
import hewn.wire.DeviceCommand.ProfileStage;
import hewn.wire.DeviceCommand.PruneSlices;
import hewn.wire.DeviceCommand.UnloadGeneration;
import hewn.wire.DeviceCommand.WarmStage;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does what the gateway says, and answers. Every command may come again: what is done already is done at once.
 */
public final class CommandHandler implements Function<DeviceCommand, CompletionStage<CommandReply>> {
    private static final Logger LOG = LoggerFactory.getLogger(CommandHandler.class);

    private static final double MICROS = 1e6;

    private final SliceStore slices;
    private final Stages stages;
    private final GatewayFence gateways;
    private final Executor executor;
    private final Duration limit;
    private final Runnable onHeldChanged;

    /**
     * A handler.
     *
     * @param slices what is on disk
     * @param stages what is loaded
     * @param executor runs commands; rejects those that are too many
     * @param limit after which a command is answered though it is not done, but for fetching, which ends by itself
     * @param onHeldChanged is told when other slices are on disk than before
     */
    public CommandHandler(SliceStore slices, Stages stages, Executor executor, Duration limit, Runnable onHeldChanged) {
        this.slices = slices;
        this.stages = stages;
        this.gateways = new GatewayFence(stages::startAnew);
        this.executor = executor;
        this.limit = limit;
        this.onHeldChanged = onHeldChanged;
    }

    @Override
    public CompletionStage<CommandReply> apply(DeviceCommand command) {
        try {
            CompletableFuture<CommandReply> reply = CompletableFuture.supplyAsync(() -> answer(command), executor);
            return isFetch(command)
                    ? reply
                    : reply.completeOnTimeout(late(command), limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException tooMany) {
            return CompletableFuture.completedStage(
                    refused(Refusal.BUSY, "too many commands are under way; send it again in a moment"));
        }
    }

    private static boolean isFetch(DeviceCommand command) {
        return bare(command) instanceof FetchSlice;
    }

    private static DeviceCommand bare(DeviceCommand command) {
        return command instanceof Order order ? order.command() : command;
    }

    private CommandReply late(DeviceCommand command) {
        return refused(
                Refusal.RUN_LIMIT,
                name(command) + " is not done after " + limit.toSeconds()
                        + " s and goes on; restart the agent if it does not end");
    }

    private static CommandReply refused(Refusal code, String message) {
        return new RefusalException(code, message).reply();
    }

    private static String name(DeviceCommand command) {
        return bare(command).getClass().getSimpleName();
    }

    private CommandReply answer(DeviceCommand command) {
        long start = System.nanoTime();
        try {
            DeviceCommand admitted = gateways.admit(command);
            if (admitted instanceof ProfileStage profile) {
                return profile(profile);
            }
            if (admitted instanceof FetchSlice fetch) {
                return fetch(fetch, start);
            }
            String detail = perform(admitted);
            long tookMillis = millisSince(start);
            LOG.debug("{} done in {} ms: {}", command, tookMillis, detail);
            return new CommandReply.Done(tookMillis, detail);
        } catch (RefusalException refusal) {
            LOG.warn("refused {}: {} {}", name(command), refusal.code(), refusal.getMessage());
            LOG.debug("refused {}", command, refusal);
            return refusal.reply();
        } catch (RuntimeException | Error fault) {
            // A command runs foreign code, down to native libraries; its sender must hear of it whatever happens.
            LOG.error("{} failed unexpectedly", command, fault);
            return refused(Refusal.INTERNAL, name(command) + " failed: " + fault + "; see the log of the device");
        }
    }

    private String perform(DeviceCommand command) throws RefusalException {
        if (command instanceof LoadStage load) {
            return stages.load(load);
        } else if (command instanceof WarmStage warm) {
            return stages.warm(warm.generation(), warm.stage());
        } else if (command instanceof UnloadGeneration unload) {
            return stages.unload(unload.generation());
        } else if (command instanceof PruneSlices prune) {
            return prune(prune);
        }
        throw new IllegalArgumentException("unknown command " + command);
    }

    private CommandReply profile(ProfileStage command) throws RefusalException {
        OperationProfile profile = stages.profile(command.generation(), command.stage(), command.runs());
        Map<String, Double> micros = new HashMap<>();
        profile.operations().forEach((name, seconds) -> micros.put(name, seconds * MICROS));
        return new CommandReply.Profiled(profile.call() * MICROS, micros);
    }

    private CommandReply fetch(FetchSlice command, long start) throws RefusalException {
        if (!slices.fetch(command.slice(), command.sizeBytes(), command.url())) {
            return new CommandReply.Fetched(millisSince(start), 0);
        }
        LOG.info("fetched {} ({} bytes)", command.slice(), command.sizeBytes());
        onHeldChanged.run();
        return new CommandReply.Fetched(millisSince(start), command.sizeBytes());
    }

    private static long millisSince(long startNanos) {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startNanos);
    }

    private String prune(PruneSlices command) throws RefusalException {
        int unloaded = unloadUnused(command);
        Set<Digest> keep = new HashSet<>(command.keep());
        keep.addAll(stages.slicesInUse());
        int deleted = slices.prune(keep).size();
        if (deleted > 0) {
            LOG.info("deleted {} slices that are not needed any more", deleted);
            onHeldChanged.run();
        }
        return unloaded + " generations unloaded, " + deleted + " slices deleted";
    }

    /** What a gateway left that was killed, or whose command to unload it was lost. */
    private int unloadUnused(PruneSlices command) {
        Set<Long> unused =
                stages.generations().stream().filter(command::unloads).collect(Collectors.toSet());
        unused.forEach(generation -> {
            LOG.info("generation {} is not used any more", generation);
            stages.unload(generation);
        });
        return unused.size();
    }
}

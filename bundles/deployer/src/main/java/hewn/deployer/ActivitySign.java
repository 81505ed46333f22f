package hewn.deployer;

import hewn.pipeline.GenerationState;
import hewn.pipeline.GenerationStatus;
import hewn.wire.ControlChannel;
import hewn.wire.GatewayActivity;
import hewn.wire.Topics;
import java.util.List;
import java.util.Optional;

/** Tells the devices whether anything serves, as often as that changes. Safe for use by several threads. */
final class ActivitySign {
    private final ControlChannel channel;
    private final Topics topics;
    private Optional<Boolean> told = Optional.empty();

    ActivitySign(ControlChannel channel, Topics topics) {
        this.channel = channel;
        this.topics = topics;
    }

    synchronized void show(List<GenerationStatus> generations) {
        boolean serving = generations.stream()
                .map(GenerationStatus::state)
                .anyMatch(state -> state.isActive() || state == GenerationState.DRAINING);
        if (told.isEmpty() || told.get() != serving) {
            told = Optional.of(serving);
            channel.announce(topics.gatewayActivity(), new GatewayActivity(serving));
        }
    }
}

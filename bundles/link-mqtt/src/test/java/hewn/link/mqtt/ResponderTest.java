package hewn.link.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import hewn.wire.CommandReply;
import hewn.wire.CommandReply.Done;
import hewn.wire.DeviceCommand;
import hewn.wire.DeviceCommand.WarmStage;
import hewn.wire.MessageCodec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

class ResponderTest {
    private final MessageCodec codec = new MessageCodec();
    private final List<DeviceCommand> ran = new ArrayList<>();
    private final List<Outgoing> replies = new ArrayList<>();
    private CompletableFuture<CommandReply> reply = CompletableFuture.completedFuture(new Done(1, ""));
    private final Responder responder = new Responder(this::handle, codec, replies::add);

    private CompletionStage<CommandReply> handle(DeviceCommand command) {
        ran.add(command);
        return reply;
    }

    @Test
    void answersWhatArrivesAgainWithoutRunningItAgain() {
        responder.take(command(1, "0a", "replies"));
        responder.take(command(1, "0a", "replies"));
        assertThat(ran).hasSize(1);
        assertThat(replies).hasSize(2);
        assertThat(replies.get(0).message().getPayload())
                .isEqualTo(replies.get(1).message().getPayload());
    }

    @Test
    void answersOnceWhatArrivesAgainWhileItRuns() {
        reply = new CompletableFuture<>();
        responder.take(command(1, "0a", "replies"));
        responder.take(command(1, "0a", "replies"));
        reply.complete(new Done(2, ""));
        assertThat(ran).hasSize(1);
        assertThat(replies).hasSize(1);
    }

    @Test
    void neverForgetsWhatStillRuns() {
        reply = new CompletableFuture<>();
        responder.take(command(1, "ffff", "replies"));
        reply = CompletableFuture.completedFuture(new Done(1, ""));
        for (int i = 0; i < 1000; i++) {
            responder.take(command(i, String.format("%04x", i), "replies"));
        }
        int before = ran.size();
        responder.take(command(1, "ffff", "replies"));
        assertThat(ran).hasSize(before);
    }

    @Test
    void dropsCommandsThatNameNoPlaceForTheirReply() {
        responder.take(new Incoming("commands", codec.encode(new WarmStage(1, 0)), false, Optional.empty(), "0a"));
        responder.take(command(1, "", "replies"));
        assertThat(ran).isEmpty();
        assertThat(replies).isEmpty();
    }

    @Test
    void doesNotPublishAtAFilter() {
        responder.take(command(1, "0a", "hewn/#"));
        assertThat(ran).isEmpty();
        assertThat(replies).isEmpty();
    }

    private Incoming command(long generation, String correlation, String replyTo) {
        return new Incoming(
                "commands", codec.encode(new WarmStage(generation, 0)), false, Optional.of(replyTo), correlation);
    }
}

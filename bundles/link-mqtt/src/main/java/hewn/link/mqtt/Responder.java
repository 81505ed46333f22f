package hewn.link.mqtt;

import hewn.wire.CommandReply;
import hewn.wire.DeviceCommand;
import hewn.wire.MessageCodec;
import hewn.wire.MessageException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers commands. One that arrives again, because its sender or the broker repeated it, is not run again but answered
 * with the reply that it got. Safe for use by several threads.
 */
final class Responder {
    private static final Logger LOG = LoggerFactory.getLogger(Responder.class);
    private static final int REMEMBERED = 256;

    private final Map<String, CompletableFuture<CommandReply>> replies = new LinkedHashMap<>();
    private final Function<DeviceCommand, CompletionStage<CommandReply>> handler;
    private final MessageCodec codec;
    private final Publisher publisher;

    Responder(Function<DeviceCommand, CompletionStage<CommandReply>> handler, MessageCodec codec, Publisher publisher) {
        this.handler = handler;
        this.codec = codec;
        this.publisher = publisher;
    }

    /** Publishes, if there is a connection. */
    interface Publisher {
        void publish(Outgoing outgoing);
    }

    void take(Incoming incoming) {
        if (incoming.replyTo().filter(TopicFilter::isTopic).isEmpty()
                || incoming.correlation().isEmpty()) {
            LOG.warn("a command at {} is dropped, for it names no place for its reply", incoming.topic());
            return;
        }
        CompletableFuture<CommandReply> fresh = new CompletableFuture<>();
        CompletableFuture<CommandReply> known = remember(incoming.correlation(), fresh);
        if (known == fresh) {
            run(incoming, fresh);
            fresh.thenAccept(reply -> send(incoming, reply));
        } else if (known.isDone()) {
            known.thenAccept(reply -> send(incoming, reply)); // Otherwise it will be sent anyway.
        }
    }

    private CompletableFuture<CommandReply> remember(String correlation, CompletableFuture<CommandReply> fresh) {
        synchronized (replies) {
            CompletableFuture<CommandReply> known = replies.putIfAbsent(correlation, fresh);
            if (replies.size() > REMEMBERED) {
                forgetOldest();
            }
            return known == null ? fresh : known;
        }
    }

    /** What still runs is never forgotten: it must not run twice. */
    private void forgetOldest() {
        replies.entrySet().stream()
                .filter(entry -> entry.getValue().isDone())
                .map(Map.Entry::getKey)
                .findFirst()
                .ifPresent(replies::remove);
    }

    private void run(Incoming incoming, CompletableFuture<CommandReply> reply) {
        try {
            DeviceCommand command = codec.decode(incoming.payload(), DeviceCommand.class);
            handler.apply(command)
                    .whenComplete((done, failure) -> reply.complete(failure == null ? done : failed(failure)));
        } catch (MessageException unfit) {
            LOG.warn("a command at {} is refused: {}", incoming.topic(), unfit.getMessage());
            reply.complete(new CommandReply.Refused(unfit.reason().name(), unfit.getMessage()));
        } catch (RuntimeException thrown) { // The handler is foreign code here, and the other side waits.
            reply.complete(failed(thrown));
        }
    }

    private static CommandReply failed(Throwable failure) {
        LOG.warn("a command failed", failure);
        return new CommandReply.Refused("INTERNAL", "the device failed: " + failure + ". Its log tells more");
    }

    private void send(Incoming incoming, CommandReply reply) {
        publisher.publish(
                Outgoing.reply(incoming.replyTo().orElseThrow(), codec.encode(reply), incoming.correlation()));
    }
}

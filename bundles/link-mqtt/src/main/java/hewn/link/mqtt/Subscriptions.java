package hewn.link.mqtt;

import hewn.wire.Message;
import hewn.wire.MessageCodec;
import hewn.wire.MessageException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Who is to be told of what arrives. Safe for use by several threads. */
final class Subscriptions {
    private static final Logger LOG = LoggerFactory.getLogger(Subscriptions.class);

    private final List<Subscription> all = new CopyOnWriteArrayList<>();
    private final MessageCodec codec;

    Subscriptions(MessageCodec codec) {
        this.codec = codec;
    }

    private record Subscription(TopicFilter filter, Handler handler) {}

    /** Takes what arrives as it arrives. */
    interface Handler {
        void handle(Incoming incoming);
    }

    void add(String filter, Handler handler) {
        all.add(new Subscription(new TopicFilter(filter), handler));
    }

    <M extends Message> void add(String filter, Class<M> type, BiConsumer<String, M> handler) {
        add(filter, incoming -> decodeAndHandle(incoming, type, handler));
    }

    Set<String> filters() {
        Set<String> filters = new LinkedHashSet<>();
        all.forEach(subscription -> filters.add(subscription.filter().text()));
        return filters;
    }

    void handle(Incoming incoming) {
        for (Subscription subscription : all) {
            if (subscription.filter().matches(incoming.topic())) {
                subscription.handler().handle(incoming);
            }
        }
    }

    private <M extends Message> void decodeAndHandle(Incoming incoming, Class<M> type, BiConsumer<String, M> handler) {
        if (incoming.payload().length == 0) {
            return; // This is how MQTT says that a retained message is no more.
        }
        M message;
        try {
            message = codec.decode(incoming.payload(), type);
        } catch (MessageException unfit) {
            LOG.warn("what arrived at {} is dropped: {}", incoming.topic(), unfit.getMessage());
            return;
        }
        handler.accept(incoming.topic(), message);
    }
}

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

    /** One handler, until it is ended. */
    static final class Subscription {
        private final TopicFilter filter;
        private final Handler handler;
        private volatile boolean ended;

        private Subscription(TopicFilter filter, Handler handler) {
            this.filter = filter;
            this.handler = handler;
        }

        String filter() {
            return filter.text();
        }

        private void handle(Incoming incoming) {
            if (!ended && filter.matches(incoming.topic())) {
                handler.handle(incoming);
            }
        }
    }

    /** Takes what arrives as it arrives. */
    interface Handler {
        void handle(Incoming incoming);
    }

    Subscription add(String filter, Handler handler) {
        Subscription subscription = new Subscription(new TopicFilter(filter), handler);
        all.add(subscription);
        return subscription;
    }

    /** Its handler is called no more, even for what is being handled now. */
    void end(Subscription subscription) {
        subscription.ended = true;
        all.remove(subscription);
    }

    <M extends Message> Subscription add(String filter, Class<M> type, BiConsumer<String, M> handler) {
        return add(filter, incoming -> decodeAndHandle(incoming, type, handler));
    }

    Set<String> filters() {
        Set<String> filters = new LinkedHashSet<>();
        all.forEach(subscription -> filters.add(subscription.filter()));
        return filters;
    }

    void handle(Incoming incoming) {
        all.forEach(subscription -> subscription.handle(incoming));
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

package hewn.link.mqtt;

import java.util.Arrays;
import java.util.Collection;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttActionListener;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttSubscription;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A connected client, as long as it is connected. Nothing here waits. */
final class Outlet {
    private static final Logger LOG = LoggerFactory.getLogger(Outlet.class);
    private static final int AT_LEAST_ONCE = 1;
    private static final int FIRST_ERROR = 0x80;

    private final MqttAsyncClient client;

    Outlet(MqttAsyncClient client) {
        this.client = client;
    }

    /** The stage completes when the broker has it (QoS 1), or it is on its way (QoS 0). */
    CompletionStage<?> publish(Outgoing outgoing) {
        Completion completion = new Completion();
        try {
            client.publish(outgoing.topic(), outgoing.message(), null, completion);
        } catch (MqttException | RuntimeException failed) { // A client that was freed throws what it likes.
            completion.onFailure(null, failed);
        }
        return completion.stage;
    }

    void subscribe(Collection<String> filters) {
        MqttSubscription[] subscriptions = filters.stream()
                .map(filter -> new MqttSubscription(filter, AT_LEAST_ONCE))
                .toArray(MqttSubscription[]::new);
        if (subscriptions.length == 0) {
            return;
        }
        Completion completion = new Completion();
        completion.stage.whenComplete((token, failure) -> reportRefusals(filters, token, failure));
        try {
            client.subscribe(subscriptions, null, completion, new MqttProperties());
        } catch (MqttException | RuntimeException failed) { // A client that was freed throws what it likes.
            completion.onFailure(null, failed);
        }
    }

    void unsubscribe(String filter) {
        Completion completion = new Completion();
        completion.stage.whenComplete((token, failure) -> {
            if (failure != null) {
                LOG.debug("could not unsubscribe from {}", filter, failure);
            }
        });
        try {
            client.unsubscribe(new String[] {filter}, null, completion, new MqttProperties());
        } catch (MqttException | RuntimeException failed) { // A client that was freed throws what it likes.
            completion.onFailure(null, failed);
        }
    }

    private static void reportRefusals(Collection<String> filters, IMqttToken token, Throwable failure) {
        if (failure != null) {
            LOG.debug("could not subscribe to {}", filters, failure);
        } else if (token.getReasonCodes() != null
                && Arrays.stream(token.getReasonCodes()).anyMatch(code -> code >= FIRST_ERROR)) {
            LOG.warn(
                    "the broker refuses some of the subscriptions to {} with {}: check the rights of this user there",
                    filters,
                    Arrays.toString(token.getReasonCodes()));
        }
    }

    private static final class Completion implements MqttActionListener {
        private final CompletableFuture<IMqttToken> stage = new CompletableFuture<>();

        @Override
        public void onSuccess(IMqttToken token) {
            stage.complete(token);
        }

        @Override
        public void onFailure(IMqttToken token, Throwable failure) {
            stage.completeExceptionally(failure);
        }
    }
}

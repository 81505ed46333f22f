package hewn.link.mqtt;

import hewn.wire.ControlConnection;
import hewn.wire.MessageCodec;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import javax.net.SocketFactory;
import javax.net.ssl.SSLSocketFactory;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttActionListener;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttCallback;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.MqttDisconnectResponse;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;
import org.eclipse.paho.mqttv5.common.packet.MqttReturnCode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One MQTT client: it connects, perhaps, and is lost, sooner or later. */
final class ConnectionAttempt implements MqttActionListener, MqttCallback {
    private static final Logger LOG = LoggerFactory.getLogger(ConnectionAttempt.class);
    private static final int RECEIVE_MAXIMUM = 256;
    private static final long TOPIC_AND_PROPERTIES_BYTES = 64 << 10;
    private static final long DISCONNECT_MILLIS = 2000;

    private final BrokerConnection owner;
    private final MqttAsyncClient client;
    private final MqttConnectionOptions options;
    private Optional<PromptTlsSockets> encrypted = Optional.empty();

    ConnectionAttempt(
            ControlConnection connection,
            MqttOptions options,
            BrokerAccess access,
            Optional<Outgoing> will,
            BrokerConnection owner)
            throws MqttException, IOException {
        this.owner = owner;
        this.client = new MqttAsyncClient(
                BrokerUri.paho(connection.broker()), connection.clientId(), new MemoryPersistence());
        this.options = paho(options, will);
        admit(connection, access);
        client.setCallback(this);
    }

    private static MqttConnectionOptions paho(MqttOptions options, Optional<Outgoing> will) {
        MqttConnectionOptions paho = new MqttConnectionOptions();
        paho.setAutomaticReconnect(false);
        paho.setCleanStart(true);
        paho.setSessionExpiryInterval(0L);
        paho.setKeepAliveInterval((int) options.keepAlive().toSeconds());
        paho.setConnectionTimeout((int) options.connectTimeout().toSeconds());
        paho.setReceiveMaximum(RECEIVE_MAXIMUM);
        paho.setMaximumPacketSize((long) MessageCodec.LIMIT_BYTES + TOPIC_AND_PROPERTIES_BYTES);
        will.ifPresent(last -> paho.setWill(last.topic(), last.message()));
        return paho;
    }

    private void admit(ControlConnection connection, BrokerAccess access) throws IOException {
        connection.user().or(access::user).ifPresent(user -> {
            options.setUserName(user.name());
            options.setPassword(user.password().getBytes(StandardCharsets.UTF_8));
        });
        if (BrokerUri.isEncrypted(connection.broker())) {
            encrypted = Optional.of(new PromptTlsSockets(tls(access.authorities())));
        }
        options.setSocketFactory(
                encrypted.<SocketFactory>map(Function.identity()).orElseGet(PromptSockets::new));
    }

    private static SSLSocketFactory tls(Optional<Path> authorities) throws IOException {
        return authorities.isPresent()
                ? TrustedAuthorities.read(authorities.get()).socketFactory()
                : (SSLSocketFactory) SSLSocketFactory.getDefault();
    }

    void start() throws MqttException {
        client.connect(options, null, this);
    }

    /** What to say if the time for connecting is over. */
    TimeoutException silence() {
        return BrokerFault.silence(
                encrypted.filter(PromptTlsSockets::isWithoutAgreement).isPresent());
    }

    Outlet outlet() {
        return new Outlet(client);
    }

    /** Tells the broker not to publish the will. */
    void disconnect() {
        try {
            client.disconnect(0).waitForCompletion(DISCONNECT_MILLIS);
        } catch (MqttException broken) {
            LOG.debug("could not say goodbye to the broker", broken);
        }
        abandon();
    }

    /** Frees what the client holds; apart, for the client may hang in it. */
    void abandon() {
        Thread cleaner = new Thread(this::free, "hewn-mqtt-cleaner");
        cleaner.setDaemon(true);
        cleaner.start();
    }

    private void free() {
        try {
            client.setCallback(null);
            client.disconnectForcibly(0, 1, false);
            client.close(true);
        } catch (MqttException | RuntimeException whatever) { // It is in any state, and checks few of them.
            LOG.trace("a client was not freed in order", whatever);
        }
    }

    @Override
    public void onSuccess(IMqttToken token) {
        owner.onConnected(this);
    }

    @Override
    public void onFailure(IMqttToken token, Throwable failure) {
        owner.onFailed(this, failure.getCause() instanceof SocketTimeoutException ? silence() : failure);
    }

    @Override
    public void disconnected(MqttDisconnectResponse response) {
        if (response.getReturnCode() == MqttReturnCode.RETURN_CODE_SESSION_TAKEN_OVER) {
            owner.onTakenOver(this);
        } else {
            Throwable cause = response.getException();
            owner.onLost(this, cause == null ? new MqttException(response.getReturnCode()) : cause);
        }
    }

    @Override
    public void messageArrived(String topic, MqttMessage message) {
        owner.onArrived(Incoming.of(topic, message));
    }

    @Override
    public void mqttErrorOccurred(MqttException error) {
        LOG.debug("the MQTT client reports", error);
    }

    @Override
    public void deliveryComplete(IMqttToken token) {
        LOG.trace("delivered {}", token);
    }

    @Override
    public void connectComplete(boolean reconnect, String uri) {
        LOG.trace("connected to {}", uri);
    }

    @Override
    public void authPacketArrived(int reasonCode, MqttProperties properties) {
        LOG.debug("the broker asks for an authentication of kind {}, which is not spoken here", reasonCode);
    }
}

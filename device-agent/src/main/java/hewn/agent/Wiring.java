package hewn.agent;

import hewn.engine.tensorflow.SpeedProbe;
import hewn.engine.tensorflow.TensorFlowEngine;
import hewn.link.mqtt.MqttControlPlane;
import hewn.link.mqtt.MqttOptions;
import hewn.link.stream.NettyTransport;
import hewn.link.stream.StreamOptions;
import java.security.SecureRandom;

/** Chooses the parts of an agent. */
final class Wiring {
    /** How the engine is told its number of threads; read when the first model is loaded. */
    private static final String ENGINE_THREADS = "hewn.engine.threads";

    private Wiring() {}

    static AgentParts parts(AgentSettings settings) {
        System.setProperty(ENGINE_THREADS, Integer.toString(settings.compute().cores()));
        return new AgentParts(
                new MqttControlPlane(MqttOptions.DEFAULT, SecureRandom::new),
                new NettyTransport(StreamOptions.DEFAULT),
                new TensorFlowEngine(),
                new SpeedProbe()::flopsPerSecond);
    }
}

package hewn.agent;

import hewn.engine.tensorflow.SpeedProbe;
import hewn.engine.tensorflow.TensorFlowEngine;
import hewn.wire.ControlPlane;
import hewn.wire.TensorTransport;

/** Chooses the parts of an agent. */
final class Wiring {
    /** How the engine is told its number of threads; read when the first model is loaded. */
    private static final String ENGINE_THREADS = "hewn.engine.threads";

    private Wiring() {}

    static AgentParts parts(AgentSettings settings) {
        System.setProperty(ENGINE_THREADS, Integer.toString(settings.compute().cores()));
        return new AgentParts(control(), transport(), new TensorFlowEngine(), new SpeedProbe()::flopsPerSecond);
    }

    private static ControlPlane control() {
        throw new UnsupportedOperationException("link-mqtt");
    }

    private static TensorTransport transport() {
        throw new UnsupportedOperationException("link-stream");
    }
}

package hewn.engine.tensorflow;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.tensorflow.proto.DeviceStepStats;
import org.tensorflow.proto.NodeExecStats;
import org.tensorflow.proto.RunMetadata;

/** Reads from the trace of a call how long each operation took, every run of it in a loop added up. */
final class OperationTimes {
    private static final char OUTPUT = ':';

    private OperationTimes() {}

    static Map<String, Duration> of(RunMetadata trace) {
        Map<String, Duration> times = new HashMap<>();
        for (DeviceStepStats device : trace.getStepStats().getDevStatsList()) {
            for (NodeExecStats node : device.getNodeStatsList()) {
                times.merge(name(node), Duration.ofNanos(node.getAllEndRelNanos()), Duration::plus);
            }
        }
        return times;
    }

    /** Some kinds of nodes are written down with the number of an output. */
    private static String name(NodeExecStats node) {
        int output = node.getNodeName().indexOf(OUTPUT);
        return output < 0 ? node.getNodeName() : node.getNodeName().substring(0, output);
    }
}

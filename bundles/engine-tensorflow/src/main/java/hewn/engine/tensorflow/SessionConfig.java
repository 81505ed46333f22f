package hewn.engine.tensorflow;

import hewn.inference.EngineOptions;
import java.util.Set;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.proto.FunctionDef;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.proto.NodeDef;
import org.tensorflow.proto.RewriterConfig;

/** What a session is told before it starts. */
final class SessionConfig {
    /** The system property that says how many threads one operation may use. */
    static final String THREADS = "hewn.engine.threads";

    private static final int CALLERS_THREAD = -1;
    private static final Set<String> LOOPS = Set.of("While", "StatelessWhile", "For", "Enter", "NextIteration");

    private SessionConfig() {}

    /**
     * The configuration of a model's session.
     *
     * <p>A graph without loops runs in its caller's thread, which saves two changes of thread and a timer at each call.
     * One with a loop runs in threads of its own, since only there TensorFlow heeds a time limit.
     *
     * @param options how the model is run
     * @param loops whether it has a loop
     * @return the configuration
     */
    static ConfigProto of(EngineOptions options, boolean loops) {
        ConfigProto.Builder config = ConfigProto.newBuilder().setIntraOpParallelismThreads(threads());
        if (loops) {
            config.setUsePerSessionThreads(true).setInterOpParallelismThreads(threads());
        } else {
            config.setInterOpParallelismThreads(CALLERS_THREAD);
        }
        if (options.strict()) {
            config.getGraphOptionsBuilder()
                    .getRewriteOptionsBuilder()
                    .setDisableMetaOptimizer(true)
                    .setRemapping(RewriterConfig.Toggle.OFF);
        }
        return config.build();
    }

    /**
     * Tells whether a graph may run without end.
     *
     * @param graph with its library of functions
     * @return whether an operation in it repeats others
     */
    static boolean hasLoop(GraphDef graph) {
        return graph.getNodeList().stream().anyMatch(SessionConfig::isLoop)
                || graph.getLibrary().getFunctionList().stream()
                        .map(FunctionDef::getNodeDefList)
                        .anyMatch(nodes -> nodes.stream().anyMatch(SessionConfig::isLoop));
    }

    private static boolean isLoop(NodeDef node) {
        return LOOPS.contains(node.getOp());
    }

    private static int threads() {
        int threads = Integer.getInteger(THREADS, Runtime.getRuntime().availableProcessors());
        if (threads < 1) {
            throw new IllegalArgumentException(
                    "the system property " + THREADS + " must be positive, but is " + threads);
        }
        return threads;
    }
}

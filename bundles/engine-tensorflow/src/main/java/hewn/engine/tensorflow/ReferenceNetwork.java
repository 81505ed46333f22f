package hewn.engine.tensorflow;

import hewn.inference.EngineException;
import hewn.inference.EngineOptions;
import hewn.inference.SliceRunner;
import hewn.tensor.Tensor;
import java.util.Map;

/**
 * A fixed network of what networks consist of, a convolution and a matrix product, by which speeds are compared. It runs
 * with the threads that models run with.
 */
public final class ReferenceNetwork implements AutoCloseable {
    /** The floating-point operations of one run, a multiply-add counted as two. */
    public static final double FLOPS = SpeedProbeGraph.FLOPS;

    private static final int WARM_UPS = 3;

    private final Map<String, Tensor> input = SpeedProbeGraph.input();
    private final SliceRunner network;

    private ReferenceNetwork(SliceRunner network) {
        this.network = network;
    }

    /**
     * Loads the network and runs it until it is as fast as it will be.
     *
     * @return to be closed
     * @throws EngineException if TensorFlow can't run here
     */
    public static ReferenceNetwork load() throws EngineException {
        ReferenceNetwork loaded =
                new ReferenceNetwork(TensorFlowRunner.load(SpeedProbeGraph.model(), EngineOptions.DEFAULT));
        try {
            for (int i = 0; i < WARM_UPS; i++) {
                loaded.run();
            }
            return loaded;
        } catch (EngineException unusable) {
            loaded.close();
            throw unusable;
        }
    }

    /**
     * Computes once.
     *
     * @throws EngineException if TensorFlow fails
     */
    public void run() throws EngineException {
        network.run(input);
    }

    @Override
    public void close() {
        network.close();
    }
}

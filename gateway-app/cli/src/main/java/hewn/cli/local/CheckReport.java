package hewn.cli.local;

import java.util.List;
import java.util.Optional;

/**
 * Whether a model would be served, and what it is made of. Its components are the fields of {@code hewn check --json}.
 *
 * @param model the folder
 * @param served whether it would be served
 * @param refusal why not, if not
 * @param signatures how it is called
 * @param signature which of them was checked
 * @param layers its layers, in order
 * @param weightBytes of all layers
 * @param flops of all layers, for one sample
 * @param slicings what came of each number of slices
 * @param tolerance how large a difference may be
 */
public record CheckReport(
        String model,
        boolean served,
        Optional<RefusalReport> refusal,
        List<SignatureReport> signatures,
        Optional<String> signature,
        List<LayerReport> layers,
        long weightBytes,
        long flops,
        List<SlicingReport> slicings,
        double tolerance) {
    /** Copies the lists. */
    public CheckReport {
        signatures = List.copyOf(signatures);
        layers = List.copyOf(layers);
        slicings = List.copyOf(slicings);
    }

    /**
     * A model that is refused before it is run.
     *
     * @param model the folder
     * @param refusal why
     * @param tolerance how large a difference might have been
     * @return the report
     */
    public static CheckReport refused(String model, RefusalReport refusal, double tolerance) {
        return new CheckReport(
                model, false, Optional.of(refusal), List.of(), Optional.empty(), List.of(), 0, 0, List.of(), tolerance);
    }

    /**
     * Why a model would not be served.
     *
     * @param where the file, node or tensor at fault, or what was done with the model
     * @param reason what is wrong, {@code where} included
     * @param remedy what its owner can do
     */
    public record RefusalReport(String where, String reason, String remedy) {}

    /**
     * A way to call the model.
     *
     * @param name such as {@code serving_default}
     * @param inputs such as {@code image FLOAT32[?,8,8,1]}
     * @param outputs in the same form
     */
    public record SignatureReport(String name, List<String> inputs, List<String> outputs) {}

    /**
     * A layer, for one sample.
     *
     * @param index from 0
     * @param name as the user named it
     * @param kind the operation that characterises it
     * @param flops its work
     * @param weightBytes its constants
     * @param activationBytes the most that is alive while it runs
     * @param cut the position behind it, if the model can be cut there
     * @param cutBytes what is handed on there
     * @param cutTensors how many tensors that is
     */
    public record LayerReport(
            int index,
            String name,
            String kind,
            long flops,
            long weightBytes,
            long activationBytes,
            int cut,
            long cutBytes,
            int cutTensors) {}

    /**
     * The model in so many slices.
     *
     * @param slices how many
     * @param positions where it was cut
     * @param parts the slices
     * @param difference the largest to the whole model's answer; infinite if the answer has another form
     */
    public record SlicingReport(int slices, List<Integer> positions, List<SliceReport> parts, double difference) {}

    /**
     * A slice.
     *
     * @param firstLayer the index of its first layer
     * @param lastLayer the index of its last layer
     * @param sizeBytes the size of its file
     * @param memoryBytes what it takes on a device
     */
    public record SliceReport(int firstLayer, int lastLayer, long sizeBytes, long memoryBytes) {}
}

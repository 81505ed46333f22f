package hewn.bench.model;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * Figures of a Keras application model at its candidate cuts: the places where one tensor is alive, from the input to
 * the output. What lies between one candidate and the next is called a segment; the last candidate begins none, so
 * that its segment figures are 0.
 *
 * @param name of the model
 * @param candidates the names of the layers that give the tensors
 * @param publishedTransferMbit what SEIFER takes for the size of each tensor: elements × 8 bytes × outdegree ÷ 1.44, in
 *     units of 2<sup>20</sup> bits
 * @param publishedMemoryBytes what SEIFER takes for the memory of each segment: 4 bytes for each output element and one
 *     for each parameter
 * @param tensorBytes the true size of each tensor as float32
 * @param memoryBytes the true size of each segment's outputs and parameters as float32
 * @param weightBytes the true size of each segment's parameters as float32
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record NetworkFigures(
        @JsonProperty("model") String name,
        @JsonProperty("cand") List<String> candidates,
        @JsonProperty("transfer_mbit") List<Double> publishedTransferMbit,
        @JsonProperty("mem") List<Long> publishedMemoryBytes,
        @JsonProperty("raw_bytes") List<Long> tensorBytes,
        @JsonProperty("mem_bytes") List<Long> memoryBytes,
        @JsonProperty("weight_bytes") List<Long> weightBytes) {
    /** The models that there are figures of. */
    public static final List<String> NAMES = List.of(
            "DenseNet121",
            "EfficientNetB1",
            "InceptionResNetV2",
            "InceptionV3",
            "MobileNetV2",
            "ResNet50",
            "VGG16",
            "VGG19",
            "Xception");

    /**
     * Copies the lists.
     *
     * @throws IllegalArgumentException if they are not equally long
     */
    public NetworkFigures {
        candidates = List.copyOf(candidates);
        publishedTransferMbit = List.copyOf(publishedTransferMbit);
        publishedMemoryBytes = List.copyOf(publishedMemoryBytes);
        tensorBytes = List.copyOf(tensorBytes);
        memoryBytes = List.copyOf(memoryBytes);
        weightBytes = List.copyOf(weightBytes);
        for (List<?> figures :
                List.of(publishedTransferMbit, publishedMemoryBytes, tensorBytes, memoryBytes, weightBytes)) {
            if (figures.size() != candidates.size()) {
                throw new IllegalArgumentException(
                        name + " has " + candidates.size() + " candidates, but " + figures.size() + " figures");
            }
        }
    }

    /**
     * The figures of a model.
     *
     * @param name one of {@link #NAMES}
     * @return its figures
     * @throws IllegalArgumentException if there are none of that name
     */
    public static NetworkFigures of(String name) {
        try (InputStream json = NetworkFigures.class.getResourceAsStream(name + ".json")) {
            if (json == null) {
                throw new IllegalArgumentException("there are figures of " + NAMES + ", but not of '" + name + "'");
            }
            return new ObjectMapper().readValue(json, NetworkFigures.class);
        } catch (IOException broken) {
            throw new UncheckedIOException("the figures of " + name + " can't be read", broken);
        }
    }
}

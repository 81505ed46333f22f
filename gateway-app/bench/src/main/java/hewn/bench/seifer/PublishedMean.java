package hewn.bench.seifer;

import java.util.List;
import java.util.Optional;

/**
 * The mean bottlenecks that the SEIFER paper states for a cell, in seconds.
 *
 * @param model its name
 * @param capacityMebibytes the memory of each device
 * @param devices how many there are
 * @param greedySeconds of its greedy joint baseline
 * @param pathSeconds of its k-path matching with 20 classes
 */
record PublishedMean(String model, int capacityMebibytes, int devices, double greedySeconds, double pathSeconds) {
    private static final List<PublishedMean> ALL = List.of(
            new PublishedMean("ResNet50", 64, 50, 1.313, 1.307),
            new PublishedMean("ResNet50", 128, 50, 0.536, 0.532),
            new PublishedMean("InceptionResNetV2", 64, 10, 2.088, 2.288),
            new PublishedMean("InceptionResNetV2", 64, 50, 1.383, 1.519),
            new PublishedMean("InceptionResNetV2", 128, 50, 1.244, 1.335),
            new PublishedMean("EfficientNetB1", 64, 50, 0.2275, 0.2248));

    static Optional<PublishedMean> of(String model, int capacityMebibytes, int devices) {
        return ALL.stream()
                .filter(mean -> mean.model.equals(model))
                .filter(mean -> mean.capacityMebibytes == capacityMebibytes && mean.devices == devices)
                .findFirst();
    }
}

package hewn.deployer.profile;

import hewn.graph.LayerGraph;
import hewn.graph.LayerRange;
import java.util.Arrays;
import java.util.List;

/**
 * What the layers of a model took on one type of device, as far as that is known.
 *
 * @param model its name
 * @param version its version
 * @param signature what was cut
 * @param type the type of the device
 * @param flopsPerSecond the speed of the device that the times are of
 * @param measured the time of each layer for one sample as it was measured alone, or {@value #UNKNOWN}
 * @param seconds the same, as running stages corrected it
 */
record LayerTimes(
        String model,
        long version,
        String signature,
        String type,
        double flopsPerSecond,
        List<Double> measured,
        List<Double> seconds) {
    static final double UNKNOWN = -1;

    /** A smaller change is not worth to be kept. */
    private static final double LEAST_CHANGE = 0.01;

    /** Copies the lists; what an older gateway kept was measured alone. */
    LayerTimes {
        seconds = List.copyOf(seconds);
        measured = measured == null ? seconds : List.copyOf(measured);
    }

    static LayerTimes unknown(ProfileKey key, double flopsPerSecond, int layers) {
        Double[] seconds = new Double[layers];
        Arrays.fill(seconds, UNKNOWN);
        return new LayerTimes(
                key.model().name(),
                key.model().version(),
                key.signature(),
                key.type(),
                flopsPerSecond,
                Arrays.asList(seconds),
                Arrays.asList(seconds));
    }

    boolean knows(LayerRange range) {
        return seconds.subList(range.from(), range.to()).stream().noneMatch(s -> s == UNKNOWN);
    }

    /** With times of a device of this type, which may be faster or slower than the one that the others are of. */
    LayerTimes with(LayerRange range, List<Double> took, double itsFlopsPerSecond) {
        Double[] alone = measured.toArray(Double[]::new);
        Double[] changed = seconds.toArray(Double[]::new);
        for (int i = 0; i < range.size(); i++) {
            alone[range.from() + i] = took.get(i) * itsFlopsPerSecond / flopsPerSecond;
            changed[range.from() + i] = alone[range.from() + i];
        }
        return with(Arrays.asList(alone), Arrays.asList(changed));
    }

    /**
     * With what is known multiplied by factors, but no further from what was measured than any correction may be.
     *
     * @param factors one for each layer
     * @return the same if hardly anything changes
     */
    LayerTimes corrected(double[] factors) {
        Double[] changed = seconds.toArray(Double[]::new);
        boolean isWorthIt = false;
        for (int i = 0; i < changed.length; i++) {
            if (changed[i] != UNKNOWN) {
                changed[i] = ProfileCorrection.bounded(changed[i] * factors[i], measured.get(i));
                isWorthIt |= Math.abs(changed[i] - seconds.get(i)) > LEAST_CHANGE * seconds.get(i);
            }
        }
        return isWorthIt ? with(measured, Arrays.asList(changed)) : this;
    }

    private LayerTimes with(List<Double> alone, List<Double> atWork) {
        return new LayerTimes(model, version, signature, type, flopsPerSecond, alone, atWork);
    }

    /** What is unknown here but known there, scaled by speed. */
    LayerTimes filledFrom(LayerTimes other) {
        Double[] filled = seconds.toArray(Double[]::new);
        for (int i = 0; i < filled.length; i++) {
            if (filled[i] == UNKNOWN && other.seconds.get(i) != UNKNOWN) {
                filled[i] = other.seconds.get(i) * other.flopsPerSecond / flopsPerSecond;
            }
        }
        return with(measured, Arrays.asList(filled));
    }

    /** What is still unknown, by the layer's FLOPs and what a FLOP took in the layers that are known. */
    List<Double> complete(LayerGraph graph) {
        double flops = 0;
        double took = 0;
        for (int i = 0; i < seconds.size(); i++) {
            if (seconds.get(i) != UNKNOWN) {
                flops += graph.layers().get(i).flops();
                took += seconds.get(i);
            }
        }
        double perFlop = flops > 0 && took > 0 ? took / flops : 1 / flopsPerSecond;
        Double[] all = seconds.toArray(Double[]::new);
        for (int i = 0; i < all.length; i++) {
            all[i] = all[i] == UNKNOWN ? graph.layers().get(i).flops() * perFlop : all[i];
        }
        return List.of(all);
    }
}

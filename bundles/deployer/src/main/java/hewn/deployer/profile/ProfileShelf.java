package hewn.deployer.profile;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import hewn.fleet.Device;
import hewn.graph.LayerGraph;
import hewn.graph.LayerRange;
import hewn.inference.ModelId;
import hewn.placement.LayerProfile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps what the layers of models took on devices, so that it is measured once for each type of device. It is written to
 * disk, and lost without harm: then it is measured again. Safe for use by several threads.
 */
public final class ProfileShelf {
    private static final Logger LOG = LoggerFactory.getLogger(ProfileShelf.class);
    private static final ObjectMapper JSON =
            new ObjectMapper().configure(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, false);

    /** Several versions of every model of a large site; the oldest is forgotten for more. */
    private static final int MOST = 1000;

    private record Content(List<LayerTimes> profiles) {}

    private final Path file;
    private final Map<ProfileKey, LayerTimes> profiles = new LinkedHashMap<>();

    /**
     * Takes what a file holds; one that is damaged is as good as none.
     *
     * @param file where it is kept; it need not exist yet
     */
    public ProfileShelf(Path file) {
        this.file = file;
        try {
            if (Files.exists(file)) {
                JSON.readValue(file.toFile(), Content.class).profiles().forEach(this::keep);
            }
        } catch (IOException | RuntimeException damaged) {
            LOG.warn("The layer profiles in {} can't be read, so models are measured again", file, damaged);
        }
    }

    private void keep(LayerTimes times) {
        ModelId model = new ModelId(times.model(), times.version());
        profiles.put(new ProfileKey(model, times.signature(), times.type()), times);
    }

    /** Whether the layers were measured on that type of device. */
    synchronized boolean knows(ProfileKey key, LayerRange range) {
        return Optional.ofNullable(profiles.get(key))
                .filter(times -> times.seconds().size() >= range.to() && times.knows(range))
                .isPresent();
    }

    /**
     * Takes note of a measurement.
     *
     * @param layers how many layers the model has
     * @param range which were measured
     * @param seconds the time of each of them
     * @param flopsPerSecond the speed of the device
     */
    synchronized void put(ProfileKey key, int layers, LayerRange range, List<Double> seconds, double flopsPerSecond) {
        LayerTimes before = Optional.ofNullable(profiles.get(key))
                .filter(times -> times.seconds().size() == layers)
                .orElseGet(() -> LayerTimes.unknown(key, flopsPerSecond, layers));
        profiles.put(key, before.with(range, seconds, flopsPerSecond));
        if (profiles.size() > MOST) {
            profiles.remove(profiles.keySet().iterator().next());
        }
        write();
    }

    /**
     * Takes note of what running stages showed of layers that were measured before; it is forgotten when they are measured
     * again.
     *
     * @param model which version of which
     * @param signature the name of what is called
     * @param before what {@link #profiles} said
     * @param after the same, corrected, and perhaps that of more types
     */
    public synchronized void correct(
            ModelId model, String signature, List<LayerProfile> before, List<LayerProfile> after) {
        boolean changed = false;
        for (LayerProfile profile : before) {
            ProfileKey key = new ProfileKey(model, signature, profile.deviceType());
            Optional<LayerTimes> known = Optional.ofNullable(profiles.get(key))
                    .filter(times ->
                            times.seconds().size() == profile.layerSeconds().size());
            Optional<double[]> factors = after.stream()
                    .filter(other -> other.deviceType().equals(profile.deviceType()))
                    .findFirst()
                    .map(other -> factors(profile, other));
            if (known.isPresent() && factors.isPresent()) {
                LayerTimes corrected = known.get().corrected(factors.get());
                changed |= profiles.put(key, corrected) != corrected;
            }
        }
        if (changed) {
            write();
        }
    }

    private static double[] factors(LayerProfile before, LayerProfile after) {
        double[] factors = new double[before.layerSeconds().size()];
        for (int i = 0; i < factors.length; i++) {
            double seconds = before.layerSeconds().get(i);
            factors[i] = seconds > 0 ? after.layerSeconds().get(i) / seconds : 1;
        }
        return factors;
    }

    private void write() {
        Path next = file.resolveSibling(file.getFileName() + ".next");
        try {
            JSON.writeValue(next.toFile(), new Content(List.copyOf(profiles.values())));
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException full) {
            LOG.warn("The layer profiles can't be written to {}, so a restart forgets them: {}", file, full.toString());
        }
    }

    /**
     * What is known of a model on the types of some devices: measured on the type itself, or else on others and scaled by
     * speed, or else by FLOPs.
     *
     * @param model which version of which
     * @param signature the name of what is called
     * @param graph its layers
     * @param devices of whose types something is wanted
     * @return one for each type; empty if nothing of the model was measured
     */
    public synchronized List<LayerProfile> profiles(
            ModelId model, String signature, LayerGraph graph, List<Device> devices) {
        List<LayerTimes> known = profiles.values().stream()
                .filter(times -> new ProfileKey(model, signature, "").isOf(times)
                        && times.seconds().size() == graph.size())
                .toList();
        if (known.isEmpty()) {
            return List.of();
        }
        Map<String, Device> byType = new LinkedHashMap<>();
        devices.forEach(device -> byType.putIfAbsent(device.type(), device));
        List<LayerProfile> all = new ArrayList<>();
        byType.forEach((type, device) -> {
            ProfileKey key = new ProfileKey(model, signature, type);
            LayerTimes times = Optional.ofNullable(profiles.get(key))
                    .filter(known::contains)
                    .orElseGet(() -> LayerTimes.unknown(key, device.flopsPerSecond(), graph.size()));
            for (LayerTimes other : known) {
                times = times.filledFrom(other);
            }
            all.add(new LayerProfile(type, times.flopsPerSecond(), times.complete(graph)));
        });
        return all;
    }
}

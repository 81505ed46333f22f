package hewn.cli.emulation;

import hewn.cli.CliException;
import hewn.cli.Home;
import hewn.fleet.Device;
import hewn.fleet.FleetSnapshot;
import hewn.placement.json.FleetFile;
import hewn.placement.json.PlacementFileException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The devices and links of a site that is to be emulated.
 *
 * @param file where they are stated
 * @param fleet what is stated
 */
public record Cluster(Path file, FleetSnapshot fleet) {
    private static final String SUFFIX = ".json";

    /**
     * Finds a cluster.
     *
     * @param text a file, or the name of one that comes with the distribution
     * @param home the distribution
     * @return the cluster
     * @throws CliException if there is none, or it can't be read
     */
    public static Cluster find(String text, Home home) throws CliException {
        Path folder = home.folder().resolve("clusters");
        Path file = Stream.of(Path.of(text), folder.resolve(text), folder.resolve(text + SUFFIX))
                .filter(Files::isRegularFile)
                .findFirst()
                .orElseThrow(() -> CliException.unusable(
                        "there is no cluster '" + text + "'",
                        "Name a file, or one of those that come with Hewn: " + names(folder) + "."));
        return new Cluster(file.toAbsolutePath(), read(file));
    }

    private static FleetSnapshot read(Path file) throws CliException {
        try {
            return FleetFile.read(Files.readAllBytes(file));
        } catch (IOException unreadable) {
            throw CliException.failed("can't read '" + file + "': " + unreadable.getMessage(), "", unreadable);
        } catch (PlacementFileException unfit) {
            throw CliException.unusable(file + ": " + unfit.getMessage(), "To mend it, " + unfit.remedy() + ".");
        }
    }

    private static List<String> names(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(SUFFIX))
                    .map(name -> name.substring(0, name.length() - SUFFIX.length()))
                    .sorted()
                    .toList();
        } catch (IOException none) {
            return List.of();
        }
    }

    /**
     * What its devices are called.
     *
     * @return the ids, sorted
     */
    public List<String> ids() {
        return fleet.devices().stream().map(device -> device.id().value()).toList();
    }

    /**
     * What its devices compute together.
     *
     * @return the sum of their speeds in FLOP/s
     */
    public double flopsPerSecond() {
        return fleet.devices().stream().mapToDouble(Device::flopsPerSecond).sum();
    }
}

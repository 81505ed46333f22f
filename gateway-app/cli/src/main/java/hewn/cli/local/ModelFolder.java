package hewn.cli.local;

import hewn.cli.CliException;
import hewn.program.FileFault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The folder of one version of a model.
 *
 * @param folder which has {@code saved_model.pb}, or should
 * @param version the number that the folder is called by, if it is called by one
 */
public record ModelFolder(Path folder, OptionalLong version) {
    private static final String GRAPH = "saved_model.pb";
    private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]{0,17}");

    /**
     * Finds a version: the folder itself, or one of the numbered folders in it, as TensorFlow Serving keeps them.
     *
     * @param path what somebody named
     * @param version which of the numbered folders; the one with the greatest number if empty
     * @return the folder; whether it holds a model is for the reader to tell
     * @throws CliException if there is no such folder
     */
    public static ModelFolder find(Path path, OptionalLong version) throws CliException {
        if (!Files.isDirectory(path)) {
            throw CliException.unusable(
                    Files.exists(path) ? "'" + path + "' is not a folder" : "there is no folder '" + path + "'",
                    "Name the folder of a SavedModel, such as the one that model.export(…) of Keras writes.");
        }
        if (Files.exists(path.resolve(GRAPH))) {
            return new ModelFolder(path, numberOf(path));
        }
        List<Long> numbers = numbers(path);
        if (version.isPresent() && !numbers.isEmpty() && !numbers.contains(version.getAsLong())) {
            throw CliException.unusable(
                    "'" + path + "' has no version " + version.getAsLong(), "It has the versions " + numbers + ".");
        }
        return numbers.stream()
                .filter(number -> version.isEmpty() || number == version.getAsLong())
                .max(Comparator.naturalOrder())
                .map(number -> new ModelFolder(path.resolve(Long.toString(number)), OptionalLong.of(number)))
                .orElse(new ModelFolder(path, OptionalLong.empty()));
    }

    private static OptionalLong numberOf(Path folder) {
        return Stream.ofNullable(folder.toAbsolutePath().normalize().getFileName())
                .map(Path::toString)
                .filter(NUMBER.asMatchPredicate())
                .mapToLong(Long::parseLong)
                .findFirst();
    }

    private static List<Long> numbers(Path path) throws CliException {
        try (Stream<Path> children = Files.list(path)) {
            return children.filter(Files::isDirectory)
                    .map(child -> child.getFileName().toString())
                    .filter(NUMBER.asMatchPredicate())
                    .map(Long::valueOf)
                    .sorted()
                    .toList();
        } catch (IOException unreadable) {
            throw CliException.unusable(
                    "can't read '" + path + "': " + FileFault.ofReading(unreadable), "Change its rights.");
        }
    }
}

package hewn.model.folder;

import hewn.inference.ModelId;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * How a folder is watched.
 *
 * @param folder of {@code NAME/VERSION/}
 * @param scanInterval from the end of one look to the next
 * @param settle how long a version has to be the same before it is taken
 * @param policy which versions are taken
 */
record FolderSettings(Path folder, Duration scanInterval, Duration settle, VersionPolicy policy) {
    FolderSettings {
        requirePositive("scanMillis", scanInterval);
        requirePositive("settleMillis", settle);
    }

    private static void requirePositive(String name, Duration duration) {
        if (duration.isZero() || duration.isNegative()) {
            throw new IllegalArgumentException(name + " must be positive, but is " + duration.toMillis());
        }
    }

    /**
     * Reads a policy.
     *
     * @param name {@code latest}, {@code specific} or {@code all}
     * @param versions {@code NAME/VERSION} each, for {@code specific}
     * @throws IllegalArgumentException if there is no such policy, or a version has another form
     */
    static VersionPolicy policy(String name, String[] versions) {
        return switch (name) {
            case "latest" -> new VersionPolicy.Latest();
            case "all" -> new VersionPolicy.All();
            case "specific" ->
                new VersionPolicy.Specific(Arrays.stream(versions)
                        .filter(version -> !version.isBlank())
                        .map(FolderSettings::version)
                        .collect(Collectors.toUnmodifiableSet()));
            default ->
                throw new IllegalArgumentException(
                        "policy must be one of " + "latest, specific and all, but is '" + name + "'");
        };
    }

    private static ModelId version(String text) {
        String[] parts = text.strip().split("/");
        if (parts.length != 2 || !parts[1].matches("[1-9]\\d{0,17}")) {
            throw new IllegalArgumentException("a version is written as NAME/NUMBER, but got '" + text + "'");
        }
        return new ModelId(parts[0], Long.parseLong(parts[1]));
    }
}

package hewn.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The folder of the distribution.
 *
 * @param folder which has {@code bin}, {@code bundle}, {@code conf}, {@code lib} and {@code load}
 */
public record Home(Path folder) {
    /** Makes the folder absolute. */
    public Home {
        folder = folder.toAbsolutePath().normalize();
    }

    /**
     * The distribution that this program is a part of.
     *
     * @return the folder that the system property {@code hewn.home} names
     * @throws CliException if it is not set
     */
    public static Home find() throws CliException {
        return Optional.ofNullable(System.getProperty("hewn.home"))
                .map(home -> new Home(Path.of(home)))
                .orElseThrow(() -> CliException.unusable(
                        "the system property hewn.home is not set", "Start this program by bin/hewn."));
    }

    /**
     * What a gateway keeps if nobody says otherwise: {@code HEWN_DATA}, or {@code data} beside {@code bin}.
     *
     * @return a folder that need not exist
     */
    public Path defaultData() {
        return environment("HEWN_DATA").map(Path::of).orElse(folder.resolve("data"));
    }

    /**
     * Where strategies are dropped if nobody says otherwise: {@code HEWN_LOAD}, or {@code load} beside {@code bin}.
     *
     * @return a folder
     */
    public Path defaultLoad() {
        return environment("HEWN_LOAD").map(Path::of).orElseGet(this::shippedStrategies);
    }

    /**
     * The strategies that come with the distribution.
     *
     * @return {@code load} beside {@code bin}
     */
    public Path shippedStrategies() {
        return folder.resolve("load");
    }

    /**
     * Where models are dropped if the environment says so: {@code HEWN_MODELS}.
     *
     * @return a folder that need not exist
     */
    public Optional<Path> givenModels() {
        return environment("HEWN_MODELS").map(Path::of);
    }

    /**
     * The bundles that a gateway always has, the strategy of last resort among them.
     *
     * @return a folder
     */
    public Path bundles() {
        return folder.resolve("bundle");
    }

    /**
     * The jars of this program, which those of the engine are among.
     *
     * @return a folder
     */
    public Path lib() {
        return folder.resolve("lib");
    }

    /**
     * This program's launcher.
     *
     * @return an executable file
     */
    public Path launcher() {
        return folder.resolve("bin").resolve("hewn");
    }

    /**
     * The device agent's launcher: {@code HEWN_AGENT}, or in the folder beside this one, or in the same checkout.
     *
     * @return an executable file
     * @throws CliException if there is none
     */
    public Path agentLauncher() throws CliException {
        Path checkout =
                folder.resolve("../../../../device-agent/target/hewn-agent").normalize();
        return Stream.concat(
                        environment("HEWN_AGENT").map(Path::of).stream(),
                        Stream.of(folder.resolveSibling("hewn-agent"), checkout)
                                .map(agent -> agent.resolve("bin").resolve("hewn-agent")))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> CliException.unusable(
                        "no device agent found beside " + folder,
                        "Set HEWN_AGENT to the agent's launcher, hewn-agent."));
    }

    private static Optional<String> environment(String name) {
        return Optional.ofNullable(System.getenv(name)).filter(value -> !value.isBlank());
    }
}

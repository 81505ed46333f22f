package hewn.cli.launch;

import hewn.cli.CliException;
import hewn.cli.Home;
import hewn.program.FileFault;
import hewn.program.FolderLock;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Runs the gateway in this process, by Felix's own launcher.
 *
 * <p>The framework sees none of the libraries of this program: its class loader knows the platform, {@code bin/felix.jar}
 * and this program's own jar alone, of which it uses {@link FrameworkRun}.
 */
public final class FelixLauncher {
    private final Home home;

    /**
     * A launcher of one distribution.
     *
     * @param home the distribution
     */
    public FelixLauncher(Home home) {
        this.home = home;
    }

    /**
     * Checks and completes settings: folders are made, free ports chosen, used ones refused.
     *
     * @param settings as somebody gave them
     * @return as they will be used
     * @throws CliException if a folder or a port can't be used
     */
    public GatewaySettings prepare(GatewaySettings settings) throws CliException {
        Path data = DataFolder.prepare(settings.data(), "--data");
        return new GatewaySettings(
                data,
                LoadFolder.prepare(settings.load(), home.shippedStrategies()),
                requireUsable(settings.models().map(Path::toAbsolutePath).map(Path::normalize), data.resolve("models")),
                settings.site(),
                settings.http().requireFree("--http"),
                settings.broker().isPresent()
                        ? settings.mqtt()
                        : settings.mqtt().requireFree("--mqtt"),
                settings.tensors().requireFree("--tensors"),
                settings.broker(),
                settings.brokerUser(),
                settings.brokerAuthorities(),
                settings.advertised().or(() -> settings.bindsEverything() ? OwnHost.find() : Optional.empty()));
    }

    /** It need not be there yet: it may be mounted later. */
    private static Optional<Path> requireUsable(Optional<Path> models, Path kept) throws CliException {
        if (models.isPresent() && models.get().startsWith(kept)) {
            throw CliException.unusable(
                    "models can't be dropped into '" + kept + "', where the gateway itself keeps them",
                    "Choose another folder with --models DIR.");
        }
        if (models.filter(Files::exists).isPresent() && !Files.isDirectory(models.get())) {
            throw CliException.unusable(
                    "can't take models from '" + models.get() + "': it is a file, and no folder",
                    "Give --models DIR a folder of NAME/VERSION/; 'hewn deploy PATH --model NAME' takes one model.");
        }
        return models;
    }

    /**
     * Runs until the gateway is stopped; SIGTERM and SIGINT stop it.
     *
     * @param settings prepared ones
     * @throws CliException if it can't be started
     */
    public void run(GatewaySettings settings) throws CliException {
        FolderLock lock = DataFolder.lock(settings.data());
        settings.properties().forEach(System::setProperty);
        System.setProperty(
                "felix.config.properties", conf("config.properties").toUri().toString());
        System.setProperty("logback.configurationFile", conf("logback.xml").toString());
        System.setProperty(
                "java.util.logging.config.file", conf("logging.properties").toString());
        Path cache = settings.data().resolve("felix-cache");
        try (URLClassLoader felix =
                new URLClassLoader(new URL[] {jar(), own()}, ClassLoader.getPlatformClassLoader())) {
            Thread.currentThread().setContextClassLoader(felix);
            felix.loadClass(FrameworkRun.class.getName())
                    .getMethod("run", String.class, String.class)
                    .invoke(null, home.folder().resolve("bundle").toString(), cache.toString());
        } catch (InvocationTargetException failed) {
            throw failure(failed.getCause());
        } catch (ReflectiveOperationException | IOException damaged) {
            throw CliException.unusable(
                    "the distribution " + home.folder() + " is damaged: " + damaged, "Install it again.");
        } finally {
            release(lock);
        }
    }

    /** Felix wraps what the disk says. */
    private static CliException failure(Throwable failed) {
        Optional<IOException> disk = Stream.iterate(failed, Objects::nonNull, Throwable::getCause)
                .filter(IOException.class::isInstance)
                .map(IOException.class::cast)
                .reduce((outer, inner) -> inner);
        return disk.map(fault -> CliException.failed(
                        "the gateway can't use its data folder: " + FileFault.of(fault),
                        "See that it is writable and that there is free space, or choose another one with --data.",
                        failed))
                .orElseGet(() -> CliException.failed("the gateway failed: " + failed, "", failed));
    }

    private Path conf(String name) {
        return home.folder().resolve("conf").resolve(name);
    }

    private URL jar() throws IOException, CliException {
        Path jar = home.folder().resolve("bin").resolve("felix.jar");
        if (!Files.exists(jar)) {
            throw CliException.unusable("there is no " + jar, "Install the distribution again.");
        }
        return jar.toUri().toURL();
    }

    private static URL own() {
        return FelixLauncher.class.getProtectionDomain().getCodeSource().getLocation();
    }

    private static void release(FolderLock lock) throws CliException {
        try {
            lock.close();
        } catch (IOException failed) {
            throw CliException.failed("can't release the data folder: " + failed, "", failed);
        }
    }
}

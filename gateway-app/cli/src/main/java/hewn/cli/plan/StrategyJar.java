package hewn.cli.plan;

import hewn.cli.CliException;
import hewn.placement.PlacementStrategy;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Constructor;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A strategy's bundle, used without a framework: its component descriptors name the classes.
 *
 * @param file the jar
 */
record StrategyJar(Path file) {
    /** The manifest header that names component descriptors, in which {@code *} may stand for any name. */
    private static final String HEADER = "Service-Component";

    /**
     * A strategy by the name that people use.
     *
     * @param name by which it is asked for
     * @param strategy an instance of it
     */
    record Named(String name, PlacementStrategy strategy) {}

    /** An instance of each strategy in the jar; none if it has none. Their classes are loaded for good. */
    List<Named> strategies() throws CliException {
        try {
            List<Named> found = new ArrayList<>();
            List<ComponentDescriptor> descriptors = descriptors();
            if (!descriptors.isEmpty()) {
                ClassLoader classes = new URLClassLoader(new URL[] {file.toUri().toURL()}, new ContractsLoader());
                for (ComponentDescriptor descriptor : descriptors) {
                    found.add(new Named(descriptor.name(), instance(classes, descriptor)));
                }
            }
            return found;
        } catch (IOException unreadable) {
            throw CliException.unusable(
                    "can't read '" + file + "': " + unreadable.getMessage(), "Name the jar of a strategy's bundle.");
        }
    }

    private List<ComponentDescriptor> descriptors() throws IOException {
        try (JarFile jar = new JarFile(file.toFile())) {
            List<ComponentDescriptor> found = new ArrayList<>();
            for (JarEntry entry : entries(jar)) {
                try (InputStream xml = jar.getInputStream(entry)) {
                    ComponentDescriptor.read(xml).ifPresent(found::add);
                }
            }
            return found;
        }
    }

    private static List<JarEntry> entries(JarFile jar) throws IOException {
        String header = Optional.ofNullable(jar.getManifest())
                .map(Manifest::getMainAttributes)
                .map(attributes -> attributes.getValue(HEADER))
                .orElse("");
        List<Pattern> paths = Stream.of(header.split(","))
                .map(String::strip)
                .filter(path -> !path.isEmpty())
                .map(path -> Pattern.compile(Pattern.quote(path).replace("*", "\\E[^/]*\\Q")))
                .toList();
        return jar.stream()
                .filter(entry -> paths.stream()
                        .anyMatch(path -> path.matcher(entry.getName()).matches()))
                .toList();
    }

    private PlacementStrategy instance(ClassLoader classes, ComponentDescriptor descriptor) throws CliException {
        try {
            Class<? extends PlacementStrategy> type =
                    classes.loadClass(descriptor.implementation()).asSubclass(PlacementStrategy.class);
            Constructor<?> constructor = constructor(type);
            Object[] configuration = Arrays.stream(constructor.getParameterTypes())
                    .map(ConfigDefaults::of)
                    .toArray();
            return (PlacementStrategy) constructor.newInstance(configuration);
        } catch (ReflectiveOperationException | ClassCastException | LinkageError unfit) { // foreign code
            throw CliException.unusable(
                    "strategy '" + descriptor.name() + "' in '" + file + "' can't be made: " + unfit,
                    "A strategy needs a public constructor without parameters, or with a configuration alone,"
                            + " and nothing but the placement contract.");
        }
    }

    /** The one that takes a configuration, else the one that takes nothing. */
    private static Constructor<?> constructor(Class<?> type) throws NoSuchMethodException {
        return Arrays.stream(type.getConstructors())
                .filter(constructor ->
                        Arrays.stream(constructor.getParameterTypes()).allMatch(Class::isAnnotation))
                .max(Comparator.comparingInt(Constructor::getParameterCount))
                .orElseThrow(() -> new NoSuchMethodException("no public constructor that fits"));
    }
}

package hewn.engine.isolated;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The program that runs in the process of its own.
 *
 * @param java the folder of a Java installation
 * @param classPath jars and folders, a real engine and {@link EngineProcess} among them
 */
public record EngineProgram(Path java, List<Path> classPath) {
    private static final Path SHELL = Path.of("/bin/sh");
    private static final long MIB = 1 << 20;
    private static final Pattern PRIORITIES =
            Pattern.compile("-XX:(ThreadPriorityPolicy|CompilerThreadPriority|JavaPriority\\d+_To_OSPriority)=.*"
                    + "|-XX:[+-]PrintWarnings");

    /** What a Java process reserves beside what it uses: heap, classes, code, stacks, arenas, libraries. */
    private static final long RESERVED_BYTES = 8L << 30;

    /** Settings of TensorFlow and of the C library: quiet, and memory given back when it is free. */
    private static final Map<String, String> ENVIRONMENT = Map.of(
            "TF_CPP_MIN_LOG_LEVEL", "2",
            "MALLOC_ARENA_MAX", "4",
            "MALLOC_TRIM_THRESHOLD_", "131072",
            "MALLOC_MMAP_THRESHOLD_", "131072");

    /**
     * Copies the list.
     *
     * @throws IllegalArgumentException if the class path is empty
     */
    public EngineProgram {
        java = java.toAbsolutePath();
        classPath = classPath.stream().map(Path::toAbsolutePath).toList();
        if (classPath.isEmpty()) {
            throw new IllegalArgumentException("the class path must not be empty");
        }
    }

    /**
     * A program with the Java that runs this one, and all jars of a folder.
     *
     * @param library a folder of jars
     * @return the program
     * @throws IllegalArgumentException if there is no such folder, or no jar in it
     */
    public static EngineProgram ofLibrary(Path library) {
        try (Stream<Path> files = Files.list(library)) {
            return ofClassPath(files.filter(file -> file.toString().endsWith(".jar"))
                    .sorted()
                    .toList());
        } catch (IOException absent) {
            throw new IllegalArgumentException("cannot list the jars of the engine's process: " + absent, absent);
        }
    }

    /**
     * A program with the Java that runs this one.
     *
     * @param classPath jars and folders, a real engine among them
     * @return the program
     */
    public static EngineProgram ofClassPath(List<Path> classPath) {
        return new EngineProgram(Path.of(System.getProperty("java.home")), classPath);
    }

    /**
     * Starts the program.
     *
     * @param folder a folder of its own, which becomes the working directory
     * @param arguments of {@link EngineProcess#main(String[])}
     * @param memoryBytes what it may take
     * @return the process, all its streams piped
     * @throws IOException if it can't be started
     */
    Process start(Path folder, List<String> arguments, long memoryBytes) throws IOException {
        List<String> command = new ArrayList<>();
        if (Files.isExecutable(SHELL)) {
            command.addAll(bounded(memoryBytes + RESERVED_BYTES));
        }
        command.add(java.resolve("bin").resolve("java").toString());
        command.addAll(options(memoryBytes));
        command.add(EngineProcess.class.getName());
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("HEWN_")); // secrets are among them
        builder.environment().putAll(ENVIRONMENT);
        return builder.start();
    }

    /** The address space is bounded where the shell can do it; the memory in use is watched everywhere. */
    private static List<String> bounded(long addressBytes) {
        return List.of("/bin/sh", "-c", "ulimit -v " + addressBytes / 1024 + " 2>/dev/null; exec \"$@\"", "sh");
    }

    private List<String> options(long memoryBytes) {
        long heapMib = Math.max(64, memoryBytes / 4 / MIB);
        List<String> options = new ArrayList<>(List.of(
                "-Xmx" + heapMib + "m",
                "-XX:MaxDirectMemorySize=" + heapMib + "m",
                "-XX:+UseSerialGC",
                "-XX:+ExitOnOutOfMemoryError",
                "-XX:-UsePerfData",
                "-XX:-CreateCoredumpOnCrash"));
        if (Runtime.version().feature() >= 22) {
            options.add("--enable-native-access=ALL-UNNAMED");
        }
        priorities().forEach(options::add);
        inherited().forEach(options::add);
        options.add("-cp");
        options.add(classPath.stream().map(Path::toString).collect(Collectors.joining(":")));
        return options;
    }

    /** Its threads have the priorities that those of this process have. */
    private static Stream<String> priorities() {
        return ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(option -> PRIORITIES.matcher(option).matches());
    }

    private static Stream<String> inherited() {
        return System.getProperties().stringPropertyNames().stream()
                .filter(name -> name.startsWith("hewn.engine.") || name.startsWith("org.bytedeco.javacpp."))
                .map(name -> "-D" + name + "=" + System.getProperty(name));
    }
}

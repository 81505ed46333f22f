package hewn.itests.framework;

import static org.junit.Assert.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.inject.Inject;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.junit.PaxExam;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.ops4j.pax.exam.spi.reactors.PerClass;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;

@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public class StrategyDropIT {
    private static final Duration DEADLINE = Duration.ofSeconds(10);
    private static final String BUILT_IN = "hewn.strategies.single.device";

    @Inject
    private BundleContext context;

    @Configuration
    public Option[] distribution() {
        return new Option[] {Distribution.installed()};
    }

    @Test
    public void aDroppedStrategyArrivesAndLeavesWhileTheBuiltInOneStays() throws IOException {
        Path load = Path.of(System.getProperty("hewn.load"));
        awaitStrategiesOf(Set.of(BUILT_IN));

        Path dropped = drop(strategy("greedy"), load);
        awaitStrategiesOf(Set.of(BUILT_IN, "hewn.strategies.greedy"));

        Files.delete(dropped);
        awaitStrategiesOf(Set.of(BUILT_IN));
    }

    /** Copies beside the folder and renames into it, so that nobody sees half a jar. */
    private static Path drop(Path jar, Path folder) throws IOException {
        Path whole = Files.copy(jar, folder.resolveSibling(jar.getFileName()), StandardCopyOption.REPLACE_EXISTING);
        return Files.move(whole, folder.resolve(jar.getFileName()), StandardCopyOption.ATOMIC_MOVE);
    }

    private static Path strategy(String name) throws IOException {
        Path folder = Path.of(System.getProperty("hewn.home"), "load");
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().contains("." + name + "-"))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("no strategy " + name + " in " + folder));
        }
    }

    private void awaitStrategiesOf(Set<String> bundles) {
        long end = System.nanoTime() + DEADLINE.toNanos();
        while (!strategies().equals(bundles) && System.nanoTime() < end) {
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
        assertEquals(new TreeSet<>(bundles), strategies());
    }

    /** The bundles that offer a strategy now. */
    private Set<String> strategies() {
        try {
            var references = context.getAllServiceReferences("hewn.placement.PlacementStrategy", null);
            return Stream.ofNullable(references)
                    .flatMap(Stream::of)
                    .map(reference -> reference.getBundle())
                    .filter(bundle -> bundle != null)
                    .map(bundle -> bundle.getSymbolicName())
                    .collect(Collectors.toCollection(TreeSet::new));
        } catch (InvalidSyntaxException e) {
            throw new AssertionError("no filter, so no syntax to be wrong", e);
        }
    }
}

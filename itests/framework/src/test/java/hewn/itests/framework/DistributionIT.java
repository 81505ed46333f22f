package hewn.itests.framework;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toCollection;
import static java.util.stream.Collectors.toMap;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import javax.inject.Inject;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.junit.PaxExam;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.ops4j.pax.exam.spi.reactors.PerClass;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentConfigurationDTO;
import org.osgi.service.component.runtime.dto.ComponentDescriptionDTO;

@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public class DistributionIT {
    private static final Duration DEADLINE = Duration.ofSeconds(20);

    @Inject
    private BundleContext context;

    @Inject
    private ServiceComponentRuntime components;

    @Configuration
    public Option[] distribution() {
        return new Option[] {Distribution.installed()};
    }

    @Test
    public void everyBundleIsActiveAndEveryFragmentAttached() {
        Map<String, Integer> idle = Stream.of(context.getBundles())
                .filter(bundle -> bundle.getState() != (isFragment(bundle) ? Bundle.RESOLVED : Bundle.ACTIVE))
                .collect(toMap(Bundle::getSymbolicName, Bundle::getState, (one, other) -> one, TreeMap::new));

        assertEquals(Map.of(), idle);
    }

    @Test
    public void everyComponentOfOursHasWhatItNeeds() {
        long end = System.nanoTime() + DEADLINE.toNanos();
        while (!waiting().isEmpty() && System.nanoTime() < end) {
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
        }

        assertEquals(Set.of(), waiting());
    }

    @Test
    public void ourComponentsAreThere() {
        assertTrue(ours().anyMatch(component -> component.implementationClass.contains("SingleDevice")));
    }

    /** Our components that miss a reference or failed, with the references that they miss. */
    private Set<String> waiting() {
        return ours().flatMap(component -> components.getComponentConfigurationDTOs(component).stream())
                .filter(configuration -> configuration.state == ComponentConfigurationDTO.UNSATISFIED_CONFIGURATION
                        || configuration.state == ComponentConfigurationDTO.UNSATISFIED_REFERENCE
                        || configuration.state == ComponentConfigurationDTO.FAILED_ACTIVATION)
                .map(DistributionIT::describe)
                .collect(toCollection(TreeSet::new));
    }

    private static String describe(ComponentConfigurationDTO configuration) {
        String missing = Stream.of(configuration.unsatisfiedReferences)
                .map(reference -> reference.name)
                .collect(joining(", ", " misses ", ""));
        return configuration.description.implementationClass + (configuration.failure == null ? missing : " failed");
    }

    private Stream<ComponentDescriptionDTO> ours() {
        return components.getComponentDescriptionDTOs().stream()
                .filter(component -> component.implementationClass.startsWith("hewn."));
    }

    private static boolean isFragment(Bundle bundle) {
        return bundle.getHeaders().get(Constants.FRAGMENT_HOST) != null;
    }
}

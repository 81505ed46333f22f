package hewn.itests.framework;

import static java.util.stream.Collectors.toMap;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.util.Map;
import java.util.TreeMap;
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

@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public class DistributionIT {
    @Inject
    private BundleContext context;

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
    public void ourBundlesAreThere() {
        assertTrue(Stream.of(context.getBundles())
                .map(Bundle::getSymbolicName)
                .anyMatch("hewn.strategies.single.device"::equals));
    }

    private static boolean isFragment(Bundle bundle) {
        return bundle.getHeaders().get(Constants.FRAGMENT_HOST) != null;
    }
}

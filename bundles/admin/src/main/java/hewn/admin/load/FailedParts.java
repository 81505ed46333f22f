package hewn.admin.load;

import java.util.List;
import org.osgi.framework.Bundle;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentConfigurationDTO;

/** Parts of bundles that threw when they were made: whoever looks for them finds nothing. */
record FailedParts(ServiceComponentRuntime components) {
    private static final String CAUSE = "Caused by: ";

    /** Each as words that name it and what it threw. */
    List<String> of(Bundle bundle) {
        return components.getComponentDescriptionDTOs(bundle).stream()
                .flatMap(part -> components.getComponentConfigurationDTOs(part).stream())
                .filter(part -> part.state == ComponentConfigurationDTO.FAILED_ACTIVATION)
                .map(part -> part.description.name + " threw " + root(part.failure))
                .toList();
    }

    /** The first line of a stack trace, or that of the cause beneath all others. */
    static String root(String stackTrace) {
        return stackTrace
                .lines()
                .filter(line -> line.startsWith(CAUSE))
                .reduce((outer, inner) -> inner)
                .map(line -> line.substring(CAUSE.length()))
                .orElseGet(() -> stackTrace.lines().findFirst().orElse("what nobody knows"));
    }
}

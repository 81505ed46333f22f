package hewn.admin.load;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.namespace.PackageNamespace;
import org.osgi.framework.wiring.BundleCapability;
import org.osgi.framework.wiring.BundleRequirement;
import org.osgi.framework.wiring.BundleRevision;
import org.osgi.framework.wiring.BundleWiring;
import org.osgi.framework.wiring.FrameworkWiring;

/** What bundles need to start and nobody in a framework offers. */
record UnmetNeeds(BundleContext framework) {
    private static final Pattern NAME = Pattern.compile("\\(osgi\\.wiring\\.package=([^)]+)\\)");
    private static final Pattern FROM = Pattern.compile("(?<!\\(!)\\(version>=([^)]+)\\)");
    private static final Pattern BELOW = Pattern.compile("\\(!\\(version>=([^)]+)\\)\\)");

    /** Each as words that name a package, and the versions of it that are there. */
    List<String> of(Bundle bundle) {
        FrameworkWiring wiring =
                framework.getBundle(Constants.SYSTEM_BUNDLE_LOCATION).adapt(FrameworkWiring.class);
        return Optional.ofNullable(bundle.adapt(BundleRevision.class)).stream()
                .flatMap(revision -> revision.getDeclaredRequirements(null).stream())
                .filter(UnmetNeeds::isNeededToStart)
                .filter(need -> wiring.findProviders(need).isEmpty())
                .map(this::words)
                .toList();
    }

    private static boolean isNeededToStart(BundleRequirement need) {
        return !Constants.RESOLUTION_OPTIONAL.equals(need.getDirectives().get(Constants.RESOLUTION_DIRECTIVE))
                && !Constants.EFFECTIVE_ACTIVE.equals(need.getDirectives().get(Constants.EFFECTIVE_DIRECTIVE))
                && !PackageNamespace.RESOLUTION_DYNAMIC.equals(
                        need.getDirectives().get(Constants.RESOLUTION_DIRECTIVE));
    }

    private String words(BundleRequirement need) {
        String filter = need.getDirectives().getOrDefault(Constants.FILTER_DIRECTIVE, "");
        Matcher name = NAME.matcher(filter);
        return need.getNamespace().equals(PackageNamespace.PACKAGE_NAMESPACE) && name.find()
                ? "the package " + name.group(1) + range(filter) + ", which " + offered(name.group(1))
                : need.getNamespace() + " " + filter;
    }

    private static String range(String filter) {
        return Stream.of(
                        first(FROM, filter).map(from -> " from version " + from),
                        first(BELOW, filter).map(below -> " below " + below))
                .flatMap(Optional::stream)
                .collect(Collectors.joining());
    }

    private static Optional<String> first(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    private String offered(String name) {
        TreeSet<String> versions = Arrays.stream(framework.getBundles())
                .flatMap(bundle -> Optional.ofNullable(bundle.adapt(BundleWiring.class)).stream())
                .flatMap(wiring -> wiring.getCapabilities(PackageNamespace.PACKAGE_NAMESPACE).stream())
                .filter(offer -> name.equals(attribute(offer, PackageNamespace.PACKAGE_NAMESPACE)))
                .map(offer -> attribute(offer, Constants.VERSION_ATTRIBUTE))
                .collect(Collectors.toCollection(TreeSet::new));
        return versions.isEmpty() ? "no bundle offers" : "is here in version " + String.join(", ", versions);
    }

    private static String attribute(BundleCapability offer, String name) {
        return String.valueOf(offer.getAttributes().get(name));
    }
}

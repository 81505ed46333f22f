package hewn.itests.chaos.study;

import hewn.itests.chaos.site.BuiltJar;
import hewn.itests.chaos.site.BundleJar;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A jar that is dropped and does not do what a strategy owes.
 *
 * @param strategy the name by which it is ordered
 * @param content of the file
 * @param starts whether the strategy comes on offer
 * @param words what the gateway is to say of it
 * @param afterwards what it is to say once the jar was taken away, if anything is left of it
 */
record BadJar(String strategy, BundleJar content, boolean starts, String words, Optional<String> afterwards) {
    private static final String PACKAGE = "hewn.itests.bad.strategies";

    /** What is to be said of those that are asked, by the name of the class. */
    private static final Map<String, String> ASKED = Map.ofEntries(
            Map.entry("ThrowsException", "can't count"),
            Map.entry("OverflowsStack", "StackOverflowError"),
            Map.entry("AnswersNull", "it answered null"),
            Map.entry("ForgetsLayers", "the stages end at layer"),
            Map.entry("RepeatsLayers", "should come next"),
            Map.entry("InventsDevice", "'castle-in-the-air' is not in the fleet"),
            Map.entry("ClaimsTooMuch", "claims that no placement costs less"),
            Map.entry("LeavesThread", "left threads running: [left-behind]"),
            Map.entry("SleepsForEver", "did not answer within its budget"));

    /** Every kind; one that takes a processor until the gateway ends comes last. */
    static List<BadJar> all() throws IOException {
        BundleJar built = BuiltJar.ofBadStrategies().content();
        List<BadJar> all = new ArrayList<>();
        for (String type : ASKED.keySet().stream().sorted().toList()) {
            all.add(new BadJar(name(type), only(type, built), true, ASKED.get(type), Optional.empty()));
        }
        all.add(unused("fails-to-start", only("FailsToStart", built), "does not get up"));
        all.add(unused("half-a-jar", built.half(), "it is no jar, or a part of one"));
        all.add(unused("no-jar", BundleJar.ofText("no strategy"), "it is no jar, or a part of one"));
        all.add(new BadJar(
                "loops-for-ever",
                only("LoopsForEver", built),
                true,
                "and does not end",
                Optional.of("was interrupted and does not end")));
        return all;
    }

    private static BadJar unused(String strategy, BundleJar content, String words) {
        return new BadJar(strategy, content, false, words, Optional.empty());
    }

    /** A bundle of one strategy alone. */
    private static BundleJar only(String type, BundleJar built) throws IOException {
        return built.with("Bundle-SymbolicName", PACKAGE + "." + name(type))
                .with("Service-Component", "OSGI-INF/" + PACKAGE + "." + type + ".xml");
    }

    /** As the classes are annotated. */
    private static String name(String type) {
        return type.replaceAll("(?<=[a-z])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
    }

    String file() {
        return strategy + ".jar";
    }
}

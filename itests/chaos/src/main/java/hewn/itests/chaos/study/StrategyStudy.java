package hewn.itests.chaos.study;

import com.fasterxml.jackson.databind.JsonNode;
import hewn.itests.chaos.LoadedSite;
import hewn.itests.chaos.site.ChaosSite;
import hewn.itests.chaos.site.StampModel;
import hewn.itests.chaos.site.StrategyJar;
import hewn.itests.support.Eventually;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** The serving strategy replaced again and again under load, and then strategies that misbehave, each in its way. */
final class StrategyStudy {
    /** The strategy that places the model. */
    static final String SERVING = "even-split";

    private static final String BUNDLE = "hewn.strategies.even.split";
    private static final int DEVICES = 3;

    private final int replacements;
    private final Path folder;
    private final Consumer<String> output;

    /**
     * A study that has not begun.
     *
     * @param replacements how many, the last one after all bad jars
     * @param folder for histories and logs
     * @param output takes lines for people
     */
    StrategyStudy(int replacements, Path folder, Consumer<String> output) {
        this.replacements = replacements;
        this.folder = folder;
        this.output = output;
    }

    StrategyReport run() throws Exception {
        try (LoadedSite loaded = new LoadedSite(folder, DEVICES, false)) {
            StudySteps steps = new StudySteps(loaded, folder);
            warmUp(steps);
            List<Replacement> replaced = replaceAll(1, replacements - 1, steps);
            List<Misbehaviour> misbehaved = misbehaveAll(steps);
            replaced.addAll(replaceAll(replacements, replacements, steps)); // the gateway plans as it did before
            loaded.endLoad();
            return new StrategyReport(replaced, misbehaved, loaded.check(List.of()));
        }
    }

    /** So that code is compiled. */
    private static void warmUp(StudySteps steps) throws Exception {
        for (int number = 1; number <= StampModel.VERSIONS; number++) {
            int version = number;
            steps.take(
                    "version " + version + ", deployed to warm up",
                    () -> steps.loaded().site().model().serve(version, Optional.of(SERVING)));
        }
    }

    /** Each is looked at again at the end: it takes the health checks a while to say what is no more. */
    private List<Misbehaviour> misbehaveAll(StudySteps steps) throws Exception {
        List<BadJarTrial> trials = new ArrayList<>();
        for (BadJar bad : BadJar.all()) {
            output.accept("dropping " + bad.file());
            trials.add(steps.take(bad.file(), () -> BadJarTrial.run(steps.loaded(), bad)));
        }
        List<Misbehaviour> misbehaved =
                trials.stream().map(BadJarTrial::outcome).toList();
        misbehaved.forEach(one -> output.accept(one.toString()));
        return misbehaved;
    }

    private List<Replacement> replaceAll(int first, int last, StudySteps steps) throws Exception {
        StrategyJar jar = StrategyJar.built(steps.loaded().site(), SERVING);
        List<Replacement> replaced = new ArrayList<>();
        for (int number = first; number <= last; number++) {
            String version = "0.1.0.r" + number;
            Replacement replacement = steps.take(
                    "replacement " + number + " of " + replacements, () -> replace(jar, version, steps.loaded()));
            replaced.add(replacement);
            output.accept(replacement.toString());
        }
        return replaced;
    }

    private static Replacement replace(StrategyJar jar, String version, LoadedSite loaded) throws Exception {
        ChaosSite site = loaded.site();
        long begun = loaded.clock().millis();
        jar.with("Bundle-Version", version).drop();
        Eventually.eventually(
                BUNDLE + " " + version, () -> site.console().runningVersion(BUNDLE), Optional.of(version)::equals);
        jar.awaitOnOffer(true);
        long started = loaded.clock().millis();
        JsonNode deployment = site.model().serve(site.model().anotherVersion(), Optional.of(SERVING));
        return new Replacement(
                version,
                started - begun,
                Rollout.of(deployment).totalMillis(),
                deployment.path("strategy").asText());
    }
}

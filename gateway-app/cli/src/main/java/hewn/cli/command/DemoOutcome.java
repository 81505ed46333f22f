package hewn.cli.command;

import hewn.cli.api.Deployment;
import hewn.cli.demo.LoadResult;
import java.util.Locale;

/**
 * What came of a demo.
 *
 * @param deployment after all images
 * @param load what came of them
 * @param wholeAccuracy of the whole model on the same images
 */
record DemoOutcome(Deployment deployment, LoadResult load, double wholeAccuracy) {
    boolean isFlawless(int images) {
        return load.errors() == 0 && load.answers() == images;
    }

    /** The last line of all. */
    String summary() {
        long devices = deployment.stages().stream()
                .map(Deployment.Stage::device)
                .distinct()
                .count();
        return String.format(
                Locale.ROOT,
                "demo: %d answers, %d errors, accuracy %.4f (whole model %.4f), %d slices on %d devices",
                load.answers(),
                load.errors(),
                load.accuracy(),
                wholeAccuracy,
                deployment.stages().size(),
                devices);
    }
}

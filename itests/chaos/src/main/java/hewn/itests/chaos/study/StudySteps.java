package hewn.itests.chaos.study;

import hewn.itests.chaos.LoadedSite;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;

/**
 * The steps of a study, which ends at the first that a site does not overcome.
 *
 * @param loaded the site
 * @param folder for histories and logs
 */
record StudySteps(LoadedSite loaded, Path folder) {
    private static final int TAIL_LINES = 40;

    /** Takes a step; a wait that is in vain, or a question that nobody answers, is told with the place where it was. */
    <T> T take(String where, Callable<T> step) throws Exception {
        try {
            return step.call();
        } catch (AssertionError | IOException inVain) {
            throw StudyException.at(where, inVain, loaded.site().logTails(TAIL_LINES), folder);
        }
    }
}

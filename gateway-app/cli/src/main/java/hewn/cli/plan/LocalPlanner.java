package hewn.cli.plan;

import hewn.cli.CliException;
import hewn.placement.PlacementProblem;
import hewn.placement.PlanDecision;
import hewn.placement.Planner;
import hewn.placement.StrategyName;
import hewn.placement.json.PlansFile;
import hewn.planner.StrategyPlanner;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.osgi.framework.Constants;

/**
 * Asks strategies in this process, as a gateway's planner does: bounded in time, checked, and predicted again.
 */
public final class LocalPlanner {
    private final StrategyPlanner planner =
            new StrategyPlanner((StrategyPlanner.Config) ConfigDefaults.of(StrategyPlanner.Config.class));

    /** A planner with no strategy yet. */
    public LocalPlanner() {}

    /**
     * Adds the strategies of all bundles in a folder; one of another bundle with the same name stays.
     *
     * @param folder such as a distribution's {@code load}; need not exist
     * @throws CliException if one can't be read or made
     */
    public void addFolder(Path folder) throws CliException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (DirectoryStream<Path> jars = Files.newDirectoryStream(folder, "*.jar")) {
            for (Path jar : jars) {
                add(jar, 0);
            }
        } catch (IOException unreadable) {
            throw CliException.unusable("can't read '" + folder + "': " + unreadable.getMessage(), "");
        }
    }

    /**
     * Adds the strategies of one bundle, which come before others of their name.
     *
     * @param jar the bundle
     * @throws CliException if it can't be read, has no strategy, or one can't be made
     */
    public void addJar(Path jar) throws CliException {
        if (add(jar, 1) == 0) {
            throw CliException.unusable(
                    "'" + jar + "' has no strategy",
                    "Name the jar of a bundle that offers one as a component, see strategies/README.md.");
        }
    }

    private int add(Path jar, int ranking) throws CliException {
        List<StrategyJar.Named> found = new StrategyJar(jar).strategies();
        found.forEach(named -> planner.addStrategy(
                named.strategy(), Map.of(StrategyName.PROPERTY, named.name(), Constants.SERVICE_RANKING, ranking)));
        return found.size();
    }

    /**
     * Asks strategies, one after another.
     *
     * @param problem what to place
     * @param strategies their names; all that were added if empty
     * @param progress is told the name of each before it is asked
     * @return a document of kind {@code plans}
     * @throws CliException if there is none of a name, or none at all
     */
    public byte[] plan(PlacementProblem problem, List<String> strategies, Consumer<String> progress)
            throws CliException {
        List<String> offered = planner.strategies();
        for (String name : strategies) {
            if (!offered.contains(name)) {
                throw CliException.unusable("there is no strategy '" + name + "'", "There are " + offered + ".");
            }
        }
        if (offered.isEmpty()) {
            throw CliException.unusable(
                    "there is no strategy to ask", "Name the jar of one with --strategy-jar, or a folder with --load.");
        }
        List<PlanDecision> decisions = new ArrayList<>();
        for (String name : strategies.isEmpty() ? inOrder(problem) : strategies) {
            progress.accept(name);
            decisions.add(planner.ask(problem, name));
        }
        return PlansFile.write(problem, decisions);
    }

    /** All of them, beginning with those that a gateway would ask, in that order. */
    private List<String> inOrder(PlacementProblem problem) {
        return Stream.concat(
                        planner.offers("", problem.objective(), Optional.empty()).stream()
                                .map(Planner.Offer::strategy),
                        planner.strategies().stream())
                .distinct()
                .toList();
    }
}

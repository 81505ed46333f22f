package hewn.cli.plan;

import hewn.cli.CliException;
import hewn.cli.local.ModelFolder;
import hewn.cli.local.ModelTools;
import hewn.fleet.FleetSnapshot;
import hewn.graph.LayerGraph;
import hewn.inference.Signature;
import hewn.inference.SourceModel;
import hewn.placement.Constraints;
import hewn.placement.Objective;
import hewn.placement.PlacementProblem;
import hewn.placement.json.FleetFile;
import hewn.placement.json.PlacementFileException;
import hewn.placement.json.ProblemFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Where problems come from: files, or a model's folder and a fleet. */
public final class ProblemSource {
    private static final Duration BUDGET = Duration.ofSeconds(5);
    private static final long SEED = 42;

    private ProblemSource() {}

    /**
     * Reads a problem.
     *
     * @param json what a file or a gateway says
     * @param where it comes from, for people
     * @return the problem
     * @throws CliException if it does not fit
     */
    public static PlacementProblem problem(byte[] json, String where) throws CliException {
        try {
            return ProblemFile.read(json);
        } catch (PlacementFileException unfit) {
            throw refused(where, unfit);
        }
    }

    /**
     * Reads a fleet.
     *
     * @param json what a file or a gateway says
     * @param where it comes from, for people
     * @return the fleet
     * @throws CliException if it does not fit
     */
    public static FleetSnapshot fleet(byte[] json, String where) throws CliException {
        try {
            return FleetFile.read(json);
        } catch (PlacementFileException unfit) {
            throw refused(where, unfit);
        }
    }

    /**
     * The problem of placing a model that lies on disk.
     *
     * @param path the folder of a SavedModel, or of numbered versions
     * @param signature which one; the first if empty
     * @param tools to read it
     * @param fleet where it is to run
     * @return a problem with the usual objective and no constraints
     * @throws CliException if there is no such model or signature
     */
    public static PlacementProblem problem(Path path, Optional<String> signature, ModelTools tools, FleetSnapshot fleet)
            throws CliException {
        SourceModel model =
                tools.read(ModelFolder.find(path, OptionalLong.empty()).folder());
        LayerGraph graph = model.layers(name(model, signature));
        return new PlacementProblem(
                graph, fleet, new Objective.Throughput(), Constraints.NONE, Optional.empty(), BUDGET, SEED);
    }

    /**
     * The content of a file.
     *
     * @param file any file
     * @return its bytes
     * @throws CliException if it can't be read
     */
    public static byte[] bytes(Path file) throws CliException {
        try {
            return Files.readAllBytes(file);
        } catch (IOException unreadable) {
            throw CliException.unusable(
                    Files.exists(file)
                            ? "can't read '" + file + "': " + unreadable.getMessage()
                            : "there is no file '" + file + "'",
                    "Name a problem file, as 'hewn plan MODEL --save FILE' writes it.");
        }
    }

    private static String name(SourceModel model, Optional<String> signature) throws CliException {
        List<String> names = model.signatures().stream().map(Signature::name).toList();
        String name = signature.orElse(names.get(0));
        if (!names.contains(name)) {
            throw CliException.unusable("the model has no signature '" + name + "'", "It has " + names + ".");
        }
        return name;
    }

    private static CliException refused(String where, PlacementFileException unfit) {
        return CliException.unusable(
                where + ": " + unfit.getMessage(), unfit.remedy() + " (docs/problem.schema.json tells the form)");
    }
}

package hewn.cli.command;

import hewn.cli.CliException;
import hewn.cli.ExitStatus;
import hewn.cli.local.EqualityTable;
import hewn.cli.local.EqualityTable.Row;
import hewn.cli.local.ModelTools;
import hewn.cli.text.Quantity;
import hewn.inference.EngineException;
import hewn.inference.ModelException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code hewn bench equality}: how far sliced models answer from whole ones. */
@Command(
        name = "equality",
        description = "Prints, as a Markdown table, the largest difference between sliced and whole models, for even"
                + " and for random cuts.",
        footer = {"", "Example:", "  hewn bench equality itests/models"})
final class EqualityCommand implements Callable<Integer> {
    private static final double TOLERANCE = 1e-5;

    private static final String SHAPE = "Name a folder that has models as NAME/VERSION/.";

    private final ModelTools tools;

    @Spec
    private CommandSpec spec;

    @Parameters(
            paramLabel = "DIR",
            arity = "1..*",
            description = "Folders of models, each a folder of numbered versions.")
    private List<Path> folders;

    @Option(
            names = "--slices",
            paramLabel = "N",
            split = ",",
            defaultValue = "1,2,3,4,8",
            description = "Into how many slices to cut each (default: ${DEFAULT-VALUE}).")
    private List<Integer> slices;

    EqualityCommand(ModelTools tools) {
        this.tools = tools;
    }

    @Override
    public Integer call() throws CliException, IOException {
        Collection<Path> versions = versions();
        Output output = Output.of(spec);
        EqualityTable table = new EqualityTable(tools, slices);
        output.line("| model | layers | " + slices.stream().map(this::heading).collect(Collectors.joining(" | "))
                + " | strict, all of these |");
        output.line("|---" + "|---:".repeat(slices.size() + 2) + "|");
        boolean equal = true;
        for (Path version : versions) {
            Row row = measure(table, version);
            output.line(text(row));
            equal &= row.strict() == 0 && row.differences().stream().allMatch(d -> d <= TOLERANCE);
        }
        return equal ? ExitStatus.OK : ExitStatus.FAILED;
    }

    private String heading(int count) {
        return Quantity.of(count, "slice");
    }

    private static Row measure(EqualityTable table, Path version) throws CliException, IOException {
        try {
            return table.measure(version);
        } catch (ModelException refused) {
            throw CliException.failed(version + ": " + refused.getMessage(), refused.remedy(), refused);
        } catch (EngineException failed) {
            throw CliException.failed(failed.getMessage(), "'hewn check " + version + "' tells more.", failed);
        }
    }

    private static String text(Row row) {
        return "| " + row.model() + " | " + row.layers() + " | "
                + row.differences().stream().map(EqualityCommand::figure).collect(Collectors.joining(" | ")) + " | "
                + (row.strict() == 0 ? "bit for bit" : figure(row.strict())) + " |";
    }

    private static String figure(double difference) {
        return difference == 0 ? "0" : String.format(Locale.ROOT, "%.1e", difference);
    }

    /** Every version once, even if it is in several folders. */
    private Collection<Path> versions() throws CliException, IOException {
        Map<String, Path> versions = new LinkedHashMap<>();
        for (Path folder : folders) {
            if (!Files.isDirectory(folder)) {
                throw CliException.unusable("there is no folder '" + folder + "'", SHAPE);
            }
            for (Path model : children(folder)) {
                for (Path version : children(model)) {
                    if (Files.exists(version.resolve("saved_model.pb"))) {
                        versions.putIfAbsent(EqualityTable.name(version), version);
                    }
                }
            }
        }
        if (versions.isEmpty()) {
            throw CliException.unusable("there is no SavedModel in " + folders, SHAPE);
        }
        return versions.values();
    }

    private static List<Path> children(Path folder) throws IOException {
        try (Stream<Path> children = Files.list(folder)) {
            return children.filter(Files::isDirectory).sorted().toList();
        }
    }
}

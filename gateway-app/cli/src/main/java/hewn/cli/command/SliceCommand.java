package hewn.cli.command;

import hewn.cli.CliException;
import hewn.cli.ExitStatus;
import hewn.cli.local.ModelFolder;
import hewn.cli.local.ModelTools;
import hewn.cli.text.Quantity;
import hewn.cli.text.Table;
import hewn.graph.LayerRange;
import hewn.inference.CutPositions;
import hewn.inference.ModelException;
import hewn.inference.Signature;
import hewn.inference.Slice;
import hewn.inference.SourceModel;
import hewn.program.FileFault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code hewn slice}: slices as SavedModels on disk. */
@Command(
        name = "slice",
        description = "Writes the slices of a SavedModel, each a SavedModel of its own in a numbered folder.",
        footer = {"", "Example:", "  hewn slice ./my-model --slices 3 --out ./slices"})
final class SliceCommand implements Callable<Integer> {
    private final ModelTools tools;

    @Spec
    private CommandSpec spec;

    @Parameters(
            paramLabel = "PATH",
            description = "The folder of a SavedModel, or a folder of numbered versions, of which the last is taken.")
    private Path path;

    @Option(names = "--slices", paramLabel = "N", required = true, description = "How many slices.")
    private int slices;

    @Option(names = "--out", paramLabel = "DIR", required = true, description = "Where the slices are written.")
    private Path out;

    @Option(
            names = "--signature",
            paramLabel = "NAME",
            description = "Which signature to cut (default: serving_default).")
    private Optional<String> signature;

    SliceCommand(ModelTools tools) {
        this.tools = tools;
    }

    @Override
    public Integer call() throws CliException {
        if (slices < 1) {
            throw new ParameterException(spec.commandLine(), "--slices takes a positive number, but got " + slices);
        }
        try {
            ModelFolder folder = ModelFolder.find(path, OptionalLong.empty());
            write(tools.reader().read(folder.folder(), tools.limits()));
            return ExitStatus.OK;
        } catch (ModelException refused) {
            throw CliException.failed(refused.getMessage(), refused.remedy(), refused);
        } catch (IOException failed) {
            throw CliException.failed(
                    "can't write to '" + out + "': " + FileFault.of(failed),
                    "Choose another folder with --out.",
                    failed);
        }
    }

    private void write(SourceModel model) throws CliException, ModelException, IOException {
        String name = name(model);
        int layers = model.layers(name).size();
        if (slices > layers) {
            throw CliException.failed(
                    "the model has " + layers + " layers, which can't be cut into " + slices + " slices",
                    "Ask for at most " + layers + ".");
        }
        requireNoOtherSlices();
        List<LayerRange> ranges = model.layers(name).split(CutPositions.even(layers, slices));
        List<Slice> written = new ArrayList<>();
        for (LayerRange range : ranges) {
            written.add(model.writeSlice(name, range, folder(written.size())));
        }
        Output.of(spec).line(table(written));
    }

    private Table<Integer> table(List<Slice> written) {
        return Table.of(IntStream.range(0, written.size()).boxed().toList())
                .figures("SLICE", i -> i)
                .figures("LAYERS", i -> written.get(i).layers())
                .figures("SIZE", i -> Quantity.bytes(written.get(i).sizeBytes()))
                .words("SHA-256", i -> written.get(i).digest().hex())
                .words("FOLDER", this::folder);
    }

    private Path folder(int slice) {
        return out.resolve(Integer.toString(slice));
    }

    /** Slices of another cut beside these would be taken for one pipeline. */
    private void requireNoOtherSlices() throws CliException {
        if (Files.exists(folder(slices))) {
            throw CliException.failed(
                    "'" + out + "' has more slices than " + slices + " already",
                    "Empty it, or choose another folder with --out.");
        }
    }

    private String name(SourceModel model) throws CliException {
        List<String> names = model.signatures().stream().map(Signature::name).toList();
        String name = signature.orElse(names.get(0));
        if (!names.contains(name)) {
            throw CliException.unusable("the model has no signature '" + name + "'", "It has " + names + ".");
        }
        return name;
    }
}

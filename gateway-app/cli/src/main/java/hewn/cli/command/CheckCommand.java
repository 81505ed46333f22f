package hewn.cli.command;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import hewn.cli.CliException;
import hewn.cli.ExitStatus;
import hewn.cli.local.CheckOptions;
import hewn.cli.local.CheckReport;
import hewn.cli.local.ModelCheck;
import hewn.cli.local.ModelFolder;
import hewn.cli.local.ModelTools;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code hewn check}: will my model work? */
@Command(
        name = "check",
        description = "Tells whether a SavedModel would be served, without a gateway: reads it, runs it whole and in"
                + " slices, and compares.",
        footer = {
            "",
            "Inputs are JSON, {\"inputs\": {\"NAME\": [[…]]}}, or refer to raw little-endian files beside it:",
            "{\"inputs\": [{\"name\": \"NAME\", \"shape\": [2, 8], \"file\": \"x.bin\"}]}.",
            "The exit status is 0 only if it would be served.",
            "",
            "Examples:",
            "  hewn check ./my-model",
            "  hewn check ./my-model --slices 1,3 --inputs inputs.json --strict --json"
        })
final class CheckCommand implements Callable<Integer> {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .addModule(new Jdk8Module())
            .defaultPropertyInclusion(
                    JsonInclude.Value.construct(JsonInclude.Include.NON_ABSENT, JsonInclude.Include.ALWAYS))
            .build();

    private final ModelTools tools;

    @Spec
    private CommandSpec spec;

    @Parameters(
            paramLabel = "PATH",
            description = "The folder of a SavedModel, or a folder of numbered versions, of which the last is taken.")
    private Path path;

    @Option(
            names = "--slices",
            paramLabel = "N",
            split = ",",
            defaultValue = "1,2,4,8",
            description = "Into how many slices to cut it, one try each (default: ${DEFAULT-VALUE}).")
    private List<Integer> slices;

    @Option(
            names = "--signature",
            paramLabel = "NAME",
            description = "Which signature to check (default: serving_default).")
    private Optional<String> signature;

    @Option(names = "--inputs", paramLabel = "FILE", description = "What to run it with (default: random inputs).")
    private Optional<Path> inputs;

    @Option(names = "--strict", description = "Slices must answer bit for bit as the whole model.")
    private boolean strict;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    CheckCommand(ModelTools tools) {
        this.tools = tools;
    }

    @Override
    public Integer call() throws CliException, IOException {
        if (slices.stream().anyMatch(count -> count < 1)) {
            throw new ParameterException(spec.commandLine(), "--slices takes positive numbers, but got " + slices);
        }
        Output output = Output.of(spec);
        ModelFolder folder = ModelFolder.find(path, OptionalLong.empty());
        CheckOptions options = new CheckOptions(slices, signature, inputs, strict);
        CheckReport report = new ModelCheck(tools, options, what -> note(output, what)).check(folder.folder());
        output.line(json ? toJson(report) : new CheckText(report));
        return report.served() ? ExitStatus.OK : ExitStatus.FAILED;
    }

    private static void note(Output output, String what) {
        if (output.isWatched()) {
            output.note(what + " ...");
        }
    }

    private static String toJson(CheckReport report) throws JsonProcessingException {
        return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(report);
    }
}

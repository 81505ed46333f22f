package hewn.cli.command;

import hewn.cli.CliException;
import hewn.cli.ExitStatus;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code hewn remove}: takes a version out of the repository. */
@Command(
        name = "remove",
        description = "Removes a version of a model from the gateway's repository. One that is deployed stays.",
        footer = {"", "Example:", "  hewn remove digits --model-version 1"})
final class RemoveCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private GatewayOptions gateway;

    @Parameters(paramLabel = "MODEL", description = "The model's name.")
    private String model;

    @Option(names = "--model-version", paramLabel = "N", required = true, description = "Its version.")
    private long version;

    @Override
    public Integer call() throws CliException {
        Output output = Output.of(spec);
        Optional<String> warning = gateway.client().models().remove(ModelNames.require(model), version);
        output.line("removed: " + model + "/" + version);
        warning.ifPresent(output::note);
        return ExitStatus.OK;
    }
}

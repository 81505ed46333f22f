package hewn.cli.command;

import hewn.cli.CliException;
import hewn.cli.ExitStatus;
import hewn.cli.api.Deployment;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code hewn promote}: the canary serves. */
@Command(
        name = "promote",
        description = "Makes the canary of a model what serves it, in one step; what served before is retired.",
        footer = {"", "Example:", "  hewn promote digits"})
final class PromoteCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private GatewayOptions gateway;

    @Parameters(paramLabel = "MODEL", description = "The model's name.")
    private String model;

    @Override
    public Integer call() throws CliException {
        Deployment promoted = gateway.client().deployments().promote(ModelNames.require(model));
        Output.of(spec).line("serving: " + model + "/" + promoted.version() + ", generation " + promoted.generation());
        return ExitStatus.OK;
    }
}

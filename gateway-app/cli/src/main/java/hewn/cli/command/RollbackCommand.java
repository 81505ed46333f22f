package hewn.cli.command;

import hewn.cli.CliException;
import hewn.cli.ExitStatus;
import hewn.cli.api.Deployment;
import hewn.cli.api.GatewayClient;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code hewn rollback}: back to what was deployed before. */
@Command(
        name = "rollback",
        description = "Brings back what was deployed before what a model serves now: the version, how it was to be"
                + " placed, and where it was. Twice is back to now. While a canary is tried, ends the canary instead.",
        footer = {"", "Example:", "  hewn rollback digits"})
final class RollbackCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private GatewayOptions gateway;

    @Parameters(paramLabel = "MODEL", description = "The model's name.")
    private String model;

    @Override
    public Integer call() throws CliException {
        Output output = Output.of(spec);
        GatewayClient client = gateway.client();
        Deployment deployment = DeployCommand.follow(client, client.rollback(ModelNames.require(model)), output);
        if (deployment.state().equals("RETIRED")) {
            output.line("ended: the canary " + model + "/" + deployment.version() + ", generation "
                    + deployment.generation());
            return ExitStatus.OK;
        }
        if (!deployment.isServing()) {
            throw DeployCommand.failure(deployment);
        }
        output.line("back at: " + model + "/" + deployment.version() + ", generation " + deployment.generation());
        deployment.shippedBytes().ifPresent(bytes -> output.line("shipped: " + bytes + " bytes"));
        return ExitStatus.OK;
    }
}

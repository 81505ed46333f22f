package hewn.cli.command;

import hewn.cli.CliException;
import hewn.cli.ExitStatus;
import hewn.cli.api.Deployment;
import hewn.cli.api.GatewayClient;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code hewn rollback}: back to what was deployed before. */
@Command(
        name = "rollback",
        description = "Brings back what was deployed before what a model serves now: the version, how it was to be"
                + " placed, and where it was. Twice is back to now. Refused while"
                + " there is a canary, which --canary ends.",
        footer = {"", "Examples:", "  hewn rollback digits", "  hewn rollback digits --canary"})
final class RollbackCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private GatewayOptions gateway;

    @Parameters(paramLabel = "MODEL", description = "The model's name.")
    private String model;

    @Option(names = "--canary", description = "Only ends the canary; what serves goes on, whatever it is by now.")
    private boolean canary;

    @Override
    public Integer call() throws CliException {
        ModelNames.require(model);
        return canary ? endCanary(gateway.client()) : rollBack(gateway.client());
    }

    private int rollBack(GatewayClient client) throws CliException {
        Output output = Output.of(spec);
        Deployment deployment =
                DeployCommand.follow(client, client.deployments().rollback(model, serving(client)), output);
        if (!deployment.isServing()) {
            throw DeployCommand.failure(deployment);
        }
        output.line("back at: " + model + "/" + deployment.version() + ", generation " + deployment.generation());
        deployment.shippedBytes().ifPresent(bytes -> output.line("shipped: " + bytes + " bytes"));
        return ExitStatus.OK;
    }

    /** The gateway refuses if it is another one by then. */
    private OptionalLong serving(GatewayClient client) throws CliException {
        return client.deployments().list().stream()
                .filter(known -> known.model().equals(model) && known.label().equals(Optional.of("stable")))
                .mapToLong(Deployment::generation)
                .max();
    }

    private int endCanary(GatewayClient client) throws CliException {
        Output output = Output.of(spec);
        Deployment ended = DeployCommand.follow(client, client.deployments().endCanary(model), output);
        output.line("ended: the canary " + model + "/" + ended.version() + ", generation " + ended.generation());
        return ExitStatus.OK;
    }
}
